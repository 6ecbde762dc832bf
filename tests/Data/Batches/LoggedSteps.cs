using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;

namespace ReAgent.Data.Tests.Batches;

/// <summary>Random training rows: episodes that terminate, are cut, have gaps, or terminate with a last state that was seen.</summary>
internal static class LoggedSteps
{
    public static readonly RowLayout Discrete = new(3, 35, 0, ["clicks", "watched"]);

    public static readonly RowLayout Continuous = new(2, 0, 2, []);

    public static string IdOf(int episode) => $"episode-ü-{episode}";

    public static string[] Ids(int episodes) => [.. Enumerable.Range(0, episodes).Select(IdOf)];

    public static TransitionRows Rows(RowLayout layout, int episodes, ulong seed = 1, int longest = 9)
    {
        var random = new RandomStream(seed, "rows");
        int[] lengths = [.. Enumerable.Range(0, episodes).Select(_ => 1 + random.NextInt(longest))];
        var rows = TransitionRows.Empty(layout, lengths.Sum());
        var row = 0;
        for (var episode = 0; episode < episodes; episode++)
        {
            for (var step = 0; step < lengths[episode]; step++, row++)
            {
                Fill(rows.State, rows.Action, rows.ActionFeatures, rows.PossibleActions, layout, row, random);
                (rows.Reward[row], rows.TimeDiff[row], rows.Step[row]) = ((float)random.NextGaussian(), 1 + random.NextInt(3), 1);
                rows.ActionProbability[row] = random.NextInt(5) == 0 ? float.NaN : (float)random.NextDouble();
                (rows.Episode[row], rows.SequenceNumber[row]) = (episode, (1L << 40) + step);
                for (var metric = 0; metric < layout.Metrics.Length; metric++)
                {
                    rows.Metrics[(row * layout.Metrics.Length) + metric] = (float)random.NextGaussian();
                }
            }

            // The following row is what came next, except at gaps; the last row terminates, with a state or without, or was cut off.
            for (var at = row - lengths[episode]; at < row; at++)
            {
                var last = at == row - 1;
                rows.NotTerminal[at] = last && random.NextInt(3) > 0 ? 0 : 1;
                if (!last && random.NextInt(6) > 0)
                {
                    Follow(rows, layout, at);
                }
                else if (rows.NotTerminal[at] == 1 || random.NextInt(2) == 0)
                {
                    Fill(rows.NextState, rows.NextAction, rows.NextActionFeatures, rows.PossibleNextActions, layout, at, random);
                    if (last && layout.ActionCount > 0)
                    {
                        rows.NextAction[at] = layout.ActionCount;
                    }
                }
                else if (layout.ActionCount > 0)
                {
                    rows.NextAction[at] = layout.ActionCount;
                }
            }
        }

        return rows;
    }

    private static void Fill(float[] state, int[] action, float[] features, float[] possible, RowLayout layout, int row, RandomStream random)
    {
        foreach (ref var value in state.AsSpan(row * layout.StateWidth, layout.StateWidth))
        {
            value = (float)random.NextGaussian();
        }

        foreach (ref var value in features.AsSpan(row * layout.ActionWidth, layout.ActionWidth))
        {
            value = (float)random.NextDouble(-1, 1);
        }

        if (layout.ActionCount > 0)
        {
            action[row] = random.NextInt(layout.ActionCount);
            foreach (ref var value in possible.AsSpan(row * layout.ActionCount, layout.ActionCount))
            {
                value = random.NextInt(2);
            }

            possible[(row * layout.ActionCount) + action[row]] = 1;
        }
    }

    private static void Follow(TransitionRows rows, RowLayout layout, int row)
    {
        Copy(rows.State, rows.NextState, layout.StateWidth);
        Copy(rows.Action, rows.NextAction, layout.ActionCount > 0 ? 1 : 0);
        Copy(rows.ActionFeatures, rows.NextActionFeatures, layout.ActionWidth);
        Copy(rows.PossibleActions, rows.PossibleNextActions, layout.ActionCount);

        void Copy<T>(T[] from, T[] to, int width) => Array.Copy(from, (row + 1) * width, to, row * width, width);
    }
}
