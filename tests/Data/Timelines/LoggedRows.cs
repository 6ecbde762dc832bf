using ReAgent.Data.Episodes;

namespace ReAgent.Data.Tests.Timelines;

/// <summary>Builds small logs for tests.</summary>
internal sealed class LoggedRows(ActionKind kind = ActionKind.Discrete)
{
    public EpisodeTable Table { get; } = new(kind);

    public LoggedRows Decision(
        string? mdpId, long sequence, string action, double reward = 0, double probability = 1, string[]? possible = null, double feature = 1, double widgets = 0)
    {
        Table.Action.Add(action);
        Table.ActionProbability.Add(probability);
        Table.Truncated.Add(false);
        return State(mdpId, sequence, reward, possible ?? [], feature, widgets);
    }

    public LoggedRows Control(string mdpId, long sequence, double reward, params (long Key, double Value)[] action)
    {
        foreach (var (key, value) in action)
        {
            Table.ActionFeatures.Add(key, value);
        }

        Table.ActionFeatures.EndRow();
        Table.ActionProbability.Add(1);
        Table.Truncated.Add(false);
        return State(mdpId, sequence, reward, [], sequence, 0);
    }

    public LoggedRows CutOff(string mdpId, long sequence, string[] possible, double feature = 1)
    {
        Table.Action.Add("");
        Table.ActionProbability.Add(double.NaN);
        Table.Truncated.Add(true);
        return State(mdpId, sequence, 0, possible, feature, 0);
    }

    private LoggedRows State(string? mdpId, long sequence, double reward, string[] possible, double feature, double widgets)
    {
        Table.MdpId.Add(mdpId ?? "");
        Table.SequenceNumber.Add(sequence);
        Table.State.Add((long)feature, 1.0);
        Table.State.EndRow();
        Table.Reward.Add(reward);
        Table.Metrics.Add("Widgets", widgets);
        Table.Metrics.EndRow();
        if (Table.ActionKind != ActionKind.Discrete)
        {
            Table.PossibleActionsColumn.AppendAbsent();
            return this;
        }

        foreach (var action in possible)
        {
            Table.PossibleActions.Add(action);
        }

        Table.PossibleActions.EndRow();
        return this;
    }

    public static EpisodeTable Reordered(EpisodeTable table, IEnumerable<int> order)
    {
        var result = new EpisodeTable(table.Layout);
        result.AppendRows(table, order.ToArray());
        return result;
    }
}
