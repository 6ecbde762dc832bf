using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Rules;

/// <summary>Counts, adds and compares for one aggregate; what it knows does not depend on the order of the rows.</summary>
internal sealed class AggregateTally
{
    private readonly Aggregate _aggregate;
    private readonly ExactSum? _sum;
    private readonly bool _orders;
    private long _count;
    private long _nans;
    private long _positiveInfinities;
    private long _negativeInfinities;

    /// <summary>Finite extremes; crossed infinities before the first number.</summary>
    private double _minimum = double.PositiveInfinity;
    private double _maximum = double.NegativeInfinity;

    public AggregateTally(Aggregate aggregate)
    {
        _aggregate = aggregate;
        _sum = aggregate.Function is AggregateFunction.Sum or AggregateFunction.Mean ? new ExactSum() : null;
        _orders = aggregate.Function is AggregateFunction.Minimum or AggregateFunction.Maximum;
    }

    /// <summary>A tally that goes on where the state ended.</summary>
    /// <exception cref="FormatException">The state belongs to another aggregate, or is damaged.</exception>
    public AggregateTally(Aggregate aggregate, AggregateState state)
        : this(aggregate)
    {
        if (state.Aggregate != aggregate.Text || (state.Sum is null) != (_sum is null))
        {
            throw new FormatException($"The state of '{state.Aggregate}' does not fit the aggregate '{aggregate.Text}'.");
        }

        if (state.Sum is { } sum)
        {
            _sum = ExactSum.Parse(sum);
        }

        _count = state.Count;
        _nans = state.NaNs;
        _positiveInfinities = state.PositiveInfinities;
        _negativeInfinities = state.NegativeInfinities;
        _minimum = state.Minimum ?? _minimum;
        _maximum = state.Maximum ?? _maximum;
    }

    public string Text => _aggregate.Text;

    /// <summary>Values that were not a number.</summary>
    public long NaNs => _nans;

    public AggregateState State => new(
        Text, _count, _nans, _positiveInfinities, _negativeInfinities, _sum?.ToString(), Finite(_minimum), Finite(_maximum));

    public void Add(in Chunk chunk)
    {
        switch (_aggregate.Operand)
        {
            case Node<bool> condition when _aggregate.Function is AggregateFunction.CountIf or AggregateFunction.Share:
                var holds = condition.Evaluate(chunk);
                for (var i = 0; i < chunk.Count; i++)
                {
                    _count += holds.Values[i] && !holds.IsNull(i) ? 1 : 0;
                }

                chunk.Pool.Return(holds);
                break;
            case Node<double> number when _aggregate.Function != AggregateFunction.Count:
                AddNumbers(number, chunk);
                break;
            case Node<double> number:
                CountValues(number, chunk);
                break;
            case Node<bool> condition:
                CountValues(condition, chunk);
                break;
            case Node<string> text:
                CountValues(text, chunk);
                break;
        }
    }

    public void Merge(AggregateTally other)
    {
        _count += other._count;
        _nans += other._nans;
        _positiveInfinities += other._positiveInfinities;
        _negativeInfinities += other._negativeInfinities;
        _minimum = Math.Min(_minimum, other._minimum);
        _maximum = Math.Max(_maximum, other._maximum);
        if (_sum is not null && other._sum is not null)
        {
            _sum.Add(other._sum);
        }
    }

    /// <summary>The aggregate over all rows; null as in SQL where there is nothing to aggregate.</summary>
    public double? Value(long rows) => _aggregate.Function switch
    {
        AggregateFunction.Rows => rows,
        AggregateFunction.Count or AggregateFunction.CountIf => _count,
        AggregateFunction.Share => rows == 0 ? null : (double)_count / rows,
        _ when _count == 0 => null,
        _ when _nans > 0 => double.NaN,
        AggregateFunction.Minimum => _negativeInfinities > 0 ? double.NegativeInfinity : _minimum,
        AggregateFunction.Maximum => _positiveInfinities > 0 ? double.PositiveInfinity : _maximum,
        _ => Total(),
    };

    private double Total()
    {
        if (_positiveInfinities > 0 || _negativeInfinities > 0)
        {
            return _negativeInfinities == 0 ? double.PositiveInfinity : _positiveInfinities == 0 ? double.NegativeInfinity : double.NaN;
        }

        return _aggregate.Function == AggregateFunction.Mean ? _sum!.DividedBy(_count) : _sum!.ToDouble();
    }

    private void AddNumbers(Node<double> operand, in Chunk chunk)
    {
        var numbers = operand.Evaluate(chunk);
        for (var i = 0; i < chunk.Count; i++)
        {
            if (numbers.IsNull(i))
            {
                continue;
            }

            _count++;
            var value = numbers.Values[i];
            if (!double.IsFinite(value))
            {
                _nans += double.IsNaN(value) ? 1 : 0;
                _positiveInfinities += double.IsPositiveInfinity(value) ? 1 : 0;
                _negativeInfinities += double.IsNegativeInfinity(value) ? 1 : 0;
            }
            else if (_orders)
            {
                // Adding 0 turns −0 into 0, so that one value has one form.
                _minimum = Math.Min(_minimum, value + 0.0);
                _maximum = Math.Max(_maximum, value + 0.0);
            }
            else
            {
                _sum!.Add(value);
            }
        }

        chunk.Pool.Return(numbers);
    }

    private void CountValues<T>(Node<T> operand, in Chunk chunk)
    {
        var block = operand.Evaluate(chunk);
        for (var i = 0; i < chunk.Count; i++)
        {
            _count += block.IsNull(i) ? 0 : 1;
        }

        chunk.Pool.Return(block);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
