using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Rules;

/// <summary>
/// What a rule needs to know of the rows seen so far. Tallies of shards merge; the merged state is the same to the last bit however the rows were divided
/// and ordered. For one thread at a time.
/// </summary>
public sealed class RuleTally
{
    private readonly ValidationRule _rule;
    private readonly AggregateTally[] _aggregates;
    private readonly BlockPool _pool = new();
    private long _rows;

    internal RuleTally(ValidationRule rule)
    {
        _rule = rule;
        _aggregates = [.. rule.Aggregates.Select(aggregate => new AggregateTally(aggregate))];
    }

    internal RuleTally(ValidationRule rule, RuleTallyState state)
    {
        if (state.Rule != rule.ToString() || state.Aggregates.Count != rule.Aggregates.Count)
        {
            throw new FormatException($"The state of the rule '{state.Rule}' does not fit the rule '{rule}'.");
        }

        _rule = rule;
        _rows = state.Rows;
        _aggregates = [.. rule.Aggregates.Zip(state.Aggregates, (aggregate, of) => new AggregateTally(aggregate, of))];
    }

    /// <summary>The state as a value; <see cref="ValidationRule.TallyFrom"/> goes on from it.</summary>
    public RuleTallyState State => new(_rule.ToString(), _rows, [.. _aggregates.Select(aggregate => aggregate.State)]);

    /// <summary>Takes rows in.</summary>
    public void Add(IRowColumns columns, RowSelection rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        for (var start = 0; start < rows.Count; start += Chunk.Size)
        {
            var chunk = new Chunk(columns, rows.Slice(start, Math.Min(Chunk.Size, rows.Count - start)), _pool);
            foreach (var aggregate in _aggregates)
            {
                aggregate.Add(chunk);
            }

            _rows += chunk.Count;
        }
    }

    /// <summary>Takes the rows of another tally in, which stays as it is.</summary>
    /// <exception cref="ArgumentException">It belongs to another rule.</exception>
    public void Merge(RuleTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._rule.ToString() != _rule.ToString())
        {
            throw new ArgumentException($"A tally of '{other._rule}' cannot be merged into one of '{_rule}'.", nameof(other));
        }

        _rows += other._rows;
        for (var i = 0; i < _aggregates.Length; i++)
        {
            _aggregates[i].Merge(other._aggregates[i]);
        }
    }

    /// <summary>Whether the rows seen so far obey the rule.</summary>
    public RuleVerdict Verdict()
    {
        var row = new AggregateRow([.. _aggregates.Select(aggregate => aggregate.Value(_rows))]);
        var decided = _rule.Clauses.Select(clause => clause.Decide(row, _pool)).ToArray();
        string[] unreliable =
        [
            .. _aggregates.Where(aggregate => aggregate.NaNs > 0)
                .Select(aggregate => $"{aggregate.Text} met {Counted(aggregate.NaNs, "value")} that {(aggregate.NaNs == 1 ? "is" : "are")} not a number"),
        ];
        var broken = decided.Where(clause => clause.Verdict.Holds != true).Select(clause => clause.Sentence).ToArray();
        var passed = broken.Length == 0 && unreliable.Length == 0;
        string[] parts = passed ? [.. decided.Select(clause => clause.Sentence)] : [.. broken, .. unreliable];
        return new RuleVerdict(
            _rule.Text, passed, _rows, [.. decided.Select(clause => clause.Verdict)], $"{string.Join("; ", parts)} ({Counted(_rows, "row")}).");
    }

    private static string Counted(long count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
