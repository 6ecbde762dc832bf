using Parquet.Schema;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Episodes;

/// <summary>Columns of <c>episodes/*.parquet</c>: the original's pre-timeline table, and <c>truncated</c>.</summary>
public static class EpisodeSchema
{
    /// <summary>Lists of ids of the state, by feature id.</summary>
    public const string StateIdLists = "state_id_list_features";

    /// <summary>Lists of ids with scores of the state, by feature id.</summary>
    public const string StateIdScoreLists = "state_id_score_list_features";

    public const string Ds = "ds";
    public const string MdpId = "mdp_id";
    public const string SequenceNumber = "sequence_number";
    public const string StateFeatures = "state_features";
    public const string Action = "action";
    public const string ActionProbability = "action_probability";
    public const string Reward = "reward";
    public const string Metrics = "metrics";
    public const string PossibleActions = "possible_actions";
    public const string Truncated = "truncated";
    public const string Reason = "reason";
    public const string Found = "found";

    /// <summary>Partition date that is written where the log has no dates: the original's.</summary>
    public const string NoDate = "2019-01-01";

    /// <summary>The schema of a layout; trailing columns <c>reason</c> and <c>found</c> make it that of quarantined rows.</summary>
    public static ParquetSchema For(EpisodeLayout layout, bool withReason = false)
    {
        List<Field> fields =
        [
            Text(Ds),
            Text(MdpId),
            withReason ? new DataField<long?>(SequenceNumber) : new DataField<long>(SequenceNumber),
            ColumnFields.FieldOf(StateFeatures, ColumnShape.Features),
            ColumnFields.FieldOf(Action, layout.Action),
            new DataField<double?>(ActionProbability),
            .. layout.Outcomes.Select(column => Outcome(column, optional: withReason)),
        ];
        if (layout.ActionKind != ActionKind.Ranking)
        {
            fields.Add(ColumnFields.FieldOf(PossibleActions, layout.PossibleActions));
        }

        fields.AddRange(layout.Extras.Select(column => ColumnFields.FieldOf(column.Name, column.Shape)));
        fields.Add(new DataField<bool>(Truncated));
        if (withReason)
        {
            fields.Add(Text(Reason));
            fields.Add(Text(Found));
        }

        return new ParquetSchema(fields);
    }

    internal static DataField Text(string name) => new(name, typeof(string), isNullable: false);

    /// <summary>A reward column: <c>reward</c> itself is there in every row that was found good.</summary>
    internal static Field Outcome(CarriedColumn column, bool optional = false) =>
        column.Name == Reward && column.Shape == ColumnShape.Number && !optional ? new DataField<double>(Reward) : ColumnFields.FieldOf(column.Name, column.Shape);
}
