using Parquet.Schema;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Columns of <c>timeline/*.parquet</c>: the original's timeline table, and <c>not_terminal</c>.</summary>
public static class TimelineSchema
{
    public const string NextAction = "next_action";
    public const string NextStateFeatures = "next_state_features";
    public const string SequenceNumberOrdinal = "sequence_number_ordinal";
    public const string TimeDiff = "time_diff";
    public const string TimeSinceFirst = "time_since_first";
    public const string PossibleNextActions = "possible_next_actions";
    public const string NotTerminal = "not_terminal";

    /// <summary>The schema for a kind of action.</summary>
    public static ParquetSchema For(ActionKind actions)
    {
        Field Action(string name) => actions == ActionKind.Discrete ? EpisodeSchema.Text(name) : EpisodeSchema.Features(name);

        List<Field> fields =
        [
            EpisodeSchema.Text(EpisodeSchema.MdpId),
            EpisodeSchema.Features(EpisodeSchema.StateFeatures),
            Action(EpisodeSchema.Action),
            Action(NextAction),
            new DataField<double?>(EpisodeSchema.ActionProbability),
            new DataField<double>(EpisodeSchema.Reward),
            EpisodeSchema.NamedNumbers(EpisodeSchema.Metrics),
            EpisodeSchema.Features(NextStateFeatures),
            new DataField<long>(EpisodeSchema.SequenceNumber),
            new DataField<long>(SequenceNumberOrdinal),
            new DataField<long>(TimeDiff),
            new DataField<long>(TimeSinceFirst),
        ];
        if (actions == ActionKind.Discrete)
        {
            fields.Add(Texts(EpisodeSchema.PossibleActions));
            fields.Add(Texts(PossibleNextActions));
        }

        fields.Add(new DataField<bool>(NotTerminal));
        fields.Add(EpisodeSchema.Text(EpisodeSchema.Ds));
        return new ParquetSchema(fields);
    }

    private static ListField Texts(string name) => new(name, new DataField("element", typeof(string), isNullable: false));
}
