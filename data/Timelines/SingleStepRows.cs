using Parquet.Schema;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Rows of a timeline: each decision and what followed it, in the columns of <see cref="TimelineSchema"/>.</summary>
internal sealed class SingleStepRows : TimelineRows
{
    private readonly ValueColumn<string> _mdpId = new();
    private readonly MapColumn<long> _state = new();
    private readonly MapColumn<long> _nextState = new();
    private readonly Column _action;
    private readonly Column _nextAction;
    private readonly ValueColumn<double> _probability = new();
    private readonly Column[] _outcomes;
    private readonly ValueColumn<long> _sequence = new();
    private readonly ValueColumn<long> _ordinal = new();
    private readonly ValueColumn<long> _timeDiff = new();
    private readonly ValueColumn<long> _timeSinceFirst = new();
    private readonly Column _possible;
    private readonly Column _possibleNext;
    private readonly Column[] _extras;
    private readonly Column[] _nextExtras;
    private readonly ValueColumn<bool> _notTerminal = new();
    private readonly ValueColumn<string> _ds = new();
    private int[] _current = [];
    private int[] _next = [];

    public SingleStepRows(EpisodeLayout layout)
    {
        (_action, _nextAction) = (layout.Action.Create(), layout.Action.Create());
        (_possible, _possibleNext) = (layout.PossibleActions.Create(), layout.PossibleActions.Create());
        _outcomes = [.. layout.Outcomes.Select(column => column.Shape.Create())];
        _extras = [.. layout.Extras.Select(column => column.Shape.Create())];
        _nextExtras = [.. layout.Extras.Select(column => column.Shape.Create())];
        var possible = layout.ActionKind == ActionKind.Ranking ? Array.Empty<Column>() : [_possible, _possibleNext];
        var extras = _extras.Zip(_nextExtras).SelectMany(pair => new[] { pair.First, pair.Second });
        Columns =
        [
            _mdpId, _state, _action, _nextAction, _probability, .. _outcomes, _nextState, _sequence, _ordinal, _timeDiff, _timeSinceFirst,
            .. possible, .. extras, _notTerminal, _ds,
        ];
        Schema = new TimelineSchema(layout).Parquet;
    }

    /// <inheritdoc/>
    public override ParquetSchema Schema { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Column> Columns { get; }

    /// <inheritdoc/>
    public override void Append(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs, ReadOnlySpan<int> nextOf)
    {
        Split(pairs);
        ReadOnlySpan<int> current = _current.AsSpan(0, pairs.Length);
        ReadOnlySpan<int> next = _next.AsSpan(0, pairs.Length);
        _mdpId.AppendRows(table.MdpId, current);
        _state.AppendRows(table.State, current);
        _action.AppendRows(table.ActionColumn, current);
        _nextAction.AppendRows(table.ActionColumn, next);
        _probability.AppendRows(table.ActionProbability, current);
        for (var column = 0; column < _outcomes.Length; column++)
        {
            _outcomes[column].AppendRows(table.Outcomes[column], current);
        }

        _nextState.AppendRows(table.State, next);
        _sequence.AppendRows(table.SequenceNumber, current);
        if (table.ActionKind != ActionKind.Ranking)
        {
            _possible.AppendRows(table.PossibleActionsColumn, current);
            _possibleNext.AppendRows(table.PossibleActionsColumn, next);
        }

        for (var column = 0; column < _extras.Length; column++)
        {
            _extras[column].AppendRows(table.Extras[column], current);
            _nextExtras[column].AppendRows(table.Extras[column], next);
        }

        var ordinal = _ordinal.Extend(pairs.Length).Span;
        var timeDiff = _timeDiff.Extend(pairs.Length).Span;
        var timeSinceFirst = _timeSinceFirst.Extend(pairs.Length).Span;
        var notTerminal = _notTerminal.Extend(pairs.Length).Span;
        for (var i = 0; i < pairs.Length; i++)
        {
            ordinal[i] = pairs[i].Ordinal;
            timeDiff[i] = pairs[i].TimeDiff;
            timeSinceFirst[i] = pairs[i].TimeSinceFirst;
            notTerminal[i] = pairs[i].NotTerminal;
        }

        _ds.Extend(pairs.Length).Span.Fill(EpisodeSchema.NoDate);
    }

    private void Split(ReadOnlySpan<TimelinePair> pairs)
    {
        if (_current.Length < pairs.Length)
        {
            (_current, _next) = (new int[pairs.Length], new int[pairs.Length]);
        }

        for (var i = 0; i < pairs.Length; i++)
        {
            (_current[i], _next[i]) = (pairs[i].Row, pairs[i].Next);
        }
    }
}
