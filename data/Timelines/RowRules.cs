using System.Numerics;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>What a logged row must satisfy to be used. A row that does not is set aside with the reason.</summary>
internal static class RowRules
{
    public const string MissingMdpId = "missing mdp_id";
    public const string MissingSequenceNumber = "missing sequence_number";
    public const string Duplicate = "duplicate (mdp_id, sequence_number)";
    public const string Repeated = "repeated: the same row was read before";
    public const string MissingAction = "missing action inside an episode";
    public const string ImpossibleAction = "action not among the possible ones";
    public const string BadProbability = "action_probability outside (0, 1]";
    public const string BadDensity = "action_probability not positive";
    public const string BadReward = "reward missing, NaN or infinite";
    public const string BadMetric = "metric NaN or infinite";
    public const string BadFeature = "feature NaN or infinite";

    /// <summary>Notes for each row on its own why it cannot be used. A row that has a reason already keeps it.</summary>
    public static void Check(EpisodeTable table, RowFindings findings)
    {
        for (var row = 0; row < table.Count; row++)
        {
            if (string.IsNullOrEmpty(table.MdpId[row]))
            {
                findings.Note(row, MissingMdpId);
            }
            else if (table.SequenceNumber[row] == ValueColumn<long>.Absent)
            {
                findings.Note(row, MissingSequenceNumber);
            }
        }

        CheckEntries(table.State, findings, BadFeature);
        if (table.ActionColumn is MapColumn<long> actions)
        {
            CheckEntries(actions, findings, BadFeature);
        }

        if (table.MetricsOrNull is { } metrics)
        {
            CheckEntries(metrics, findings, BadMetric);
        }

        CheckReward(table, findings);
        CheckProbability(table, findings);
        if (table.ActionKind == ActionKind.Discrete)
        {
            CheckPossible(table.Action, table.PossibleActions, findings);
        }
    }

    private static void CheckEntries<TKey>(MapColumn<TKey> column, RowFindings findings, string reason)
    {
        if (AllFinite(column.AllValues))
        {
            return;
        }

        for (var row = 0; row < column.Count; row++)
        {
            if (!AllFinite(column.Values(row)))
            {
                findings.Note(row, reason);
            }
        }
    }

    // A row that only observes a state needs no reward.
    private static void CheckReward(EpisodeTable table, RowFindings findings)
    {
        if (table.RewardOrNull is { } reward && !AllFinite(reward.Values))
        {
            for (var row = 0; row < reward.Count; row++)
            {
                if (!double.IsFinite(reward[row]) && table.HasAction(row))
                {
                    findings.Note(row, BadReward);
                }
            }
        }
    }

    // A density may exceed 1.
    private static void CheckProbability(EpisodeTable table, RowFindings findings)
    {
        var density = table.ActionKind == ActionKind.Parametric;
        var highest = density ? double.MaxValue : 1;
        var probabilities = table.ActionProbability.Values;
        for (var row = 0; row < probabilities.Length; row++)
        {
            var probability = probabilities[row];
            if (!(probability > 0 && probability <= highest) && !double.IsNaN(probability) && table.HasAction(row))
            {
                findings.Note(row, density ? BadDensity : BadProbability);
            }
        }
    }

    private static void CheckPossible(ValueColumn<string> actions, ListColumn<string> possible, RowFindings findings)
    {
        for (var row = 0; row < actions.Count; row++)
        {
            if (possible.Length(row) > 0 && actions[row].Length > 0 && !Contains(possible.Items(row), actions[row]))
            {
                findings.Note(row, ImpossibleAction);
            }
        }
    }

    private static bool Contains(ReadOnlySpan<string> possible, string action)
    {
        foreach (var name in possible)
        {
            if (name == action)
            {
                return true;
            }
        }

        return false;
    }

    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        // x − x is 0 for finite x and NaN otherwise.
        var at = 0;
        var sum = Vector<double>.Zero;
        for (; at + Vector<double>.Count <= values.Length; at += Vector<double>.Count)
        {
            var lane = new Vector<double>(values[at..]);
            sum += lane - lane;
        }

        var rest = Vector.Sum(sum);
        foreach (var value in values[at..])
        {
            rest += value - value;
        }

        return rest == 0;
    }
}
