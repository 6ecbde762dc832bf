using Parquet.Schema;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Columns of <c>timeline/*.parquet</c>: the original's timeline table, and <c>not_terminal</c>.</summary>
public sealed class TimelineSchema
{
    public const string NextAction = "next_action";
    public const string NextStateFeatures = "next_state_features";
    public const string SequenceNumberOrdinal = "sequence_number_ordinal";
    public const string TimeDiff = "time_diff";
    public const string TimeSinceFirst = "time_since_first";
    public const string PossibleNextActions = "possible_next_actions";
    public const string NotTerminal = "not_terminal";

    /// <summary>The schema of a layout.</summary>
    public TimelineSchema(EpisodeLayout layout)
    {
        Layout = layout;
        List<Field> fields =
        [
            EpisodeSchema.Text(EpisodeSchema.MdpId),
            ColumnFields.FieldOf(EpisodeSchema.StateFeatures, ColumnShape.Features),
            ColumnFields.FieldOf(EpisodeSchema.Action, layout.Action),
            ColumnFields.FieldOf(NextAction, layout.Action),
            new DataField<double?>(EpisodeSchema.ActionProbability),
            .. layout.Outcomes.Select(column => EpisodeSchema.Outcome(column)),
            ColumnFields.FieldOf(NextStateFeatures, ColumnShape.Features),
            new DataField<long>(EpisodeSchema.SequenceNumber),
            new DataField<long>(SequenceNumberOrdinal),
            new DataField<long>(TimeDiff),
            new DataField<long>(TimeSinceFirst),
        ];
        if (layout.ActionKind != ActionKind.Ranking)
        {
            fields.Add(ColumnFields.FieldOf(EpisodeSchema.PossibleActions, layout.PossibleActions));
            fields.Add(ColumnFields.FieldOf(PossibleNextActions, layout.PossibleActions));
        }

        foreach (var column in layout.Extras)
        {
            fields.Add(ColumnFields.FieldOf(column.Name, column.Shape));
            fields.Add(ColumnFields.FieldOf(NextOf(column.Name), column.Shape));
        }

        fields.Add(new DataField<bool>(NotTerminal));
        fields.Add(EpisodeSchema.Text(EpisodeSchema.Ds));
        Parquet = new ParquetSchema(fields);
    }

    /// <summary>The columns of the log.</summary>
    public EpisodeLayout Layout { get; }

    /// <summary>The schema of the file.</summary>
    public ParquetSchema Parquet { get; }

    /// <summary>Name of the column with what a column held in the next row.</summary>
    public static string NextOf(string column) => column == EpisodeSchema.PossibleActions ? PossibleNextActions : $"next_{column}";
}
