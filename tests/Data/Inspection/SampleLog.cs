using ReAgent.Contracts.Randomness;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Tests.Inspection;

/// <summary>A sound log of two actions, and one row of it that a test may spoil.</summary>
internal sealed record SampleRow
{
    public string MdpId { get; set; } = "";

    public long Sequence { get; set; }

    public Dictionary<long, double> State { get; } = [];

    public string Action { get; set; } = "";

    public double Propensity { get; set; }

    public double Reward { get; set; }

    public string[] Possible { get; set; } = ["left", "right"];

    public bool Truncated { get; set; }

    /// <summary>Position in the episode.</summary>
    public long Step { get; init; }

    /// <summary>Rows of the episode.</summary>
    public int Length { get; init; }

    /// <summary>True when the row is dropped.</summary>
    public bool IsLeftOut { get; set; }
}

/// <summary>Builds sound logs, and spoils them.</summary>
internal static class SampleLog
{
    public const int Episodes = 120;

    /// <summary>The rows in order, each changed by <paramref name="spoil"/>.</summary>
    public static List<SampleRow> Rows(Action<SampleRow, int>? spoil = null, int episodes = Episodes, Func<int, int>? length = null)
    {
        var rows = new List<SampleRow>();
        for (var episode = 0; episode < episodes; episode++)
        {
            var random = new RandomStream(7, "sample-log", episode);
            var steps = length?.Invoke(episode) ?? 3 + (episode % 7);
            for (var step = 0; step < steps; step++)
            {
                var isLeft = random.NextDouble() < 0.6;
                var row = new SampleRow
                {
                    MdpId = $"e{episode}", Sequence = step, Step = step, Length = steps, Action = isLeft ? "left" : "right", Propensity = isLeft ? 0.6 : 0.4, Reward = random.NextDouble(),
                };
                row.State[1] = random.NextDouble();
                row.State[2] = random.NextDouble() * 10;
                spoil?.Invoke(row, rows.Count);
                if (!row.IsLeftOut)
                {
                    rows.Add(row);
                }
            }
        }

        return rows;
    }

    public static EpisodeTable Table(IEnumerable<SampleRow> rows)
    {
        var table = new EpisodeTable(ActionKind.Discrete);
        foreach (var row in rows)
        {
            table.MdpId.Add(row.MdpId);
            table.SequenceNumber.Add(row.Sequence);
            foreach (var (id, value) in row.State)
            {
                table.State.Add(id, value);
            }

            table.State.EndRow();
            table.Action.Add(row.Action);
            table.ActionProbability.Add(row.Propensity);
            table.Reward.Add(row.Reward);
            table.Metrics.Add("clicks", row.Reward > 0.5 ? 1 : 0);
            table.Metrics.EndRow();
            foreach (var action in row.Possible)
            {
                table.PossibleActions.Add(action);
            }

            table.PossibleActions.EndRow();
            table.Truncated.Add(row.Truncated);
        }

        return table;
    }
}
