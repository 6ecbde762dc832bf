using Parquet.Schema;

namespace ReAgent.Data.Episodes;

/// <summary>Columns of <c>episodes/*.parquet</c>: the original's pre-timeline table, and <c>truncated</c>.</summary>
public static class EpisodeSchema
{
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

    /// <summary>Partition date that is written where the log has no dates: the original's.</summary>
    public const string NoDate = "2019-01-01";

    /// <summary>The schema for a kind of action; a trailing <c>reason</c> column makes it that of quarantined rows.</summary>
    public static ParquetSchema For(ActionKind actions, bool withReason = false)
    {
        List<Field> fields =
        [
            Text(Ds),
            Text(MdpId),
            new DataField<long>(SequenceNumber),
            Features(StateFeatures),
            actions == ActionKind.Discrete ? Text(Action) : Features(Action),
            new DataField<double?>(ActionProbability),
            new DataField<double>(Reward),
            NamedNumbers(Metrics),
        ];
        if (actions == ActionKind.Discrete)
        {
            fields.Add(new ListField(PossibleActions, new DataField("element", typeof(string), isNullable: false)));
        }

        fields.Add(new DataField<bool>(Truncated));
        if (withReason)
        {
            fields.Add(Text("reason"));
        }

        return new ParquetSchema(fields);
    }

    internal static DataField Text(string name) => new(name, typeof(string), isNullable: false);

    internal static MapField Features(string name) => new(name, new DataField<long>("key"), new DataField<double>("value"));

    internal static MapField NamedNumbers(string name) => new(name, Text("key"), new DataField<double>("value"));
}
