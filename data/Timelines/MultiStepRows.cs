using Parquet.Schema;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>
/// Rows of a multi-step timeline (original: MultiStepTimeline.scala): each decision with what came in the next n steps, as lists. Rewards are those of
/// the steps t … t + n − 1; next states, actions and possible actions those of t + 1 … t + n, or as far as the episode goes; time differences are counted
/// from t. The last row of an episode has its own reward and empty lists (the original writes its sequence number as its time difference; that is not copied).
/// </summary>
internal sealed class MultiStepRows : TimelineRows
{
    private readonly int _steps;
    private readonly ValueColumn<string> _mdpId = new();
    private readonly MapColumn<long> _state = new();
    private readonly Column _action;
    private readonly RaggedColumn _nextAction;
    private readonly ValueColumn<double> _probability = new();
    private readonly RaggedColumn[] _outcomes;
    private readonly RaggedColumn _nextState = (RaggedColumn)new ColumnShape.ListOf(ColumnShape.Features).Create();
    private readonly ValueColumn<long> _sequence = new();
    private readonly ValueColumn<long> _ordinal = new();
    private readonly ListColumn<long> _timeDiff = new();
    private readonly ValueColumn<long> _timeSinceFirst = new();
    private readonly Column _possible;
    private readonly RaggedColumn _possibleNext;
    private readonly Column[] _extras;
    private readonly RaggedColumn[] _nextExtras;
    private readonly ValueColumn<bool> _notTerminal = new();
    private readonly ValueColumn<string> _ds = new();
    private readonly bool _hasPossible;

    public MultiStepRows(EpisodeLayout layout, int steps)
    {
        _steps = steps;
        _hasPossible = layout.ActionKind != ActionKind.Ranking;
        (_action, _nextAction) = (layout.Action.Create(), ListOf(layout.Action));
        (_possible, _possibleNext) = (layout.PossibleActions.Create(), ListOf(layout.PossibleActions));
        _outcomes = [.. layout.Outcomes.Select(column => ListOf(column.Shape))];
        _extras = [.. layout.Extras.Select(column => column.Shape.Create())];
        _nextExtras = [.. layout.Extras.Select(column => ListOf(column.Shape))];
        Columns =
        [
            _mdpId, _state, _action, _nextAction, _probability, .. _outcomes, _nextState, _sequence, _ordinal, _timeDiff, _timeSinceFirst,
            .. _hasPossible ? [_possible, _possibleNext] : Array.Empty<Column>(),
            .. _extras.Zip(_nextExtras).SelectMany(pair => new[] { pair.First, pair.Second }), _notTerminal, _ds,
        ];
        Schema = SchemaOf(layout);
    }

    /// <inheritdoc/>
    public override ParquetSchema Schema { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Column> Columns { get; }

    /// <inheritdoc/>
    public override void Append(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs, ReadOnlySpan<int> nextOf)
    {
        var buffer = new int[_steps + 1];
        foreach (var pair in pairs)
        {
            var count = 0;
            buffer[0] = pair.Row;
            for (var row = pair.Row; count < _steps && nextOf[row] >= 0; row = nextOf[row])
            {
                buffer[++count] = nextOf[row];
            }

            Append(table, pair, buffer.AsSpan(0, Math.Max(1, count)), buffer.AsSpan(1, count));
        }
    }

    private static RaggedColumn ListOf(ColumnShape item) => (RaggedColumn)new ColumnShape.ListOf(item).Create();

    private static void AppendList(RaggedColumn list, Column items, ReadOnlySpan<int> rows)
    {
        list.Children[0].AppendRows(items, rows);
        list.EndRow();
    }

    private static ParquetSchema SchemaOf(EpisodeLayout layout)
    {
        static Field List(string name, ColumnShape item) => ColumnFields.FieldOf(name, new ColumnShape.ListOf(item));

        List<Field> fields =
        [
            EpisodeSchema.Text(EpisodeSchema.MdpId),
            ColumnFields.FieldOf(EpisodeSchema.StateFeatures, ColumnShape.Features),
            ColumnFields.FieldOf(EpisodeSchema.Action, layout.Action),
            List(TimelineSchema.NextAction, layout.Action),
            new DataField<double?>(EpisodeSchema.ActionProbability),
            .. layout.Outcomes.Select(column => List(column.Name, column.Shape)),
            List(TimelineSchema.NextStateFeatures, ColumnShape.Features),
            new DataField<long>(EpisodeSchema.SequenceNumber),
            new DataField<long>(TimelineSchema.SequenceNumberOrdinal),
            List(TimelineSchema.TimeDiff, ColumnShape.Integer),
            new DataField<long>(TimelineSchema.TimeSinceFirst),
        ];
        if (layout.ActionKind != ActionKind.Ranking)
        {
            fields.Add(ColumnFields.FieldOf(EpisodeSchema.PossibleActions, layout.PossibleActions));
            fields.Add(List(TimelineSchema.PossibleNextActions, layout.PossibleActions));
        }

        foreach (var column in layout.Extras)
        {
            fields.Add(ColumnFields.FieldOf(column.Name, column.Shape));
            fields.Add(List(TimelineSchema.NextOf(column.Name), column.Shape));
        }

        fields.Add(new DataField<bool>(TimelineSchema.NotTerminal));
        fields.Add(EpisodeSchema.Text(EpisodeSchema.Ds));
        return new ParquetSchema(fields);
    }

    private void Append(EpisodeTable table, TimelinePair pair, ReadOnlySpan<int> steps, ReadOnlySpan<int> nexts)
    {
        var row = pair.Row;
        _mdpId.Append(table.MdpId, row, 1);
        _state.Append(table.State, row, 1);
        _action.Append(table.ActionColumn, row, 1);
        AppendList(_nextAction, table.ActionColumn, nexts);
        _probability.Append(table.ActionProbability, row, 1);
        for (var column = 0; column < _outcomes.Length; column++)
        {
            AppendList(_outcomes[column], table.Outcomes[column], steps);
        }

        AppendList(_nextState, table.State, nexts);
        _sequence.Append(table.SequenceNumber, row, 1);
        _ordinal.Add(pair.Ordinal);
        foreach (var next in nexts)
        {
            _timeDiff.Add(table.SequenceNumber[next] - table.SequenceNumber[row]);
        }

        _timeDiff.EndRow();
        _timeSinceFirst.Add(pair.TimeSinceFirst);
        if (_hasPossible)
        {
            _possible.Append(table.PossibleActionsColumn, row, 1);
            AppendList(_possibleNext, table.PossibleActionsColumn, nexts);
        }

        for (var column = 0; column < _extras.Length; column++)
        {
            _extras[column].Append(table.Extras[column], row, 1);
            AppendList(_nextExtras[column], table.Extras[column], nexts);
        }

        // The span goes on when the last of its steps does: it is shorter than n only where the episode or its log ends.
        _notTerminal.Add(nexts.Length > 0 && (table.HasAction(nexts[^1]) || table.Truncated[nexts[^1]]));
        _ds.Add(EpisodeSchema.NoDate);
    }
}
