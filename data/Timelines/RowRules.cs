using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>What a logged row must satisfy to be used. A row that does not is set aside with the reason.</summary>
internal static class RowRules
{
    public const string MissingMdpId = "missing mdp_id";
    public const string MissingSequenceNumber = "missing sequence_number";
    public const string Duplicate = "duplicate (mdp_id, sequence_number)";
    public const string MissingAction = "missing action inside an episode";
    public const string ImpossibleAction = "action not among the possible ones";
    public const string BadProbability = "action_probability outside (0, 1]";
    public const string BadDensity = "action_probability not positive";
    public const string BadReward = "reward missing, NaN or infinite";
    public const string BadFeature = "feature NaN or infinite";

    /// <summary>Why the row on its own cannot be used; null when it can.</summary>
    public static string? Check(EpisodeTable table, int row)
    {
        if (table.MdpId[row] is null)
        {
            return MissingMdpId;
        }

        if (table.SequenceNumber[row] == long.MinValue)
        {
            return MissingSequenceNumber;
        }

        foreach (var value in table.State.Values(row))
        {
            if (!double.IsFinite(value))
            {
                return BadFeature;
            }
        }

        return table.HasAction(row) ? CheckDecision(table, row) : null;
    }

    private static string? CheckDecision(EpisodeTable table, int row)
    {
        if (!double.IsFinite(table.Reward[row]))
        {
            return BadReward;
        }

        var probability = table.ActionProbability[row];
        if (table.ActionKind == ActionKind.Discrete)
        {
            if (!double.IsNaN(probability) && probability is not (> 0 and <= 1))
            {
                return BadProbability;
            }

            var possible = table.PossibleActions.Items(row);
            return possible.Length > 0 && !possible.Contains(table.Action[row]) ? ImpossibleAction : null;
        }

        // A density may exceed 1.
        if (!double.IsNaN(probability) && !(probability > 0 && double.IsFinite(probability)))
        {
            return BadDensity;
        }

        foreach (var value in table.ActionFeatures.Values(row))
        {
            if (!double.IsFinite(value))
            {
                return BadFeature;
            }
        }

        return null;
    }
}
