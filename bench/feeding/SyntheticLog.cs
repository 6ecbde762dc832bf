using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;

namespace ReAgent.Bench.Feeding;

/// <summary>Rows in the shape of CartPole: 4 state numbers, 2 actions, episodes of 22 steps.</summary>
internal static class SyntheticLog
{
    public const int Steps = 22;

    public static readonly RowLayout Layout = new(4, 2, 0, []);

    /// <summary>Whole episodes, as one chunk.</summary>
    public static TransitionRows Chunk(int episodes, ulong seed)
    {
        var random = new RandomStream(seed, "rows");
        var rows = TransitionRows.Empty(Layout, episodes * Steps);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var feature = 0; feature < 4; feature++)
            {
                rows.State[(row * 4) + feature] = (float)random.NextGaussian();
            }

            (rows.Action[row], rows.Reward[row], rows.TimeDiff[row], rows.Step[row], rows.ActionProbability[row]) = (random.NextInt(2), 1, 1, 1, 0.5f);
            (rows.Episode[row], rows.SequenceNumber[row]) = (row / Steps, row % Steps);
            rows.PossibleActions.AsSpan(row * 2, 2).Fill(1);
        }

        for (var row = 0; row < rows.Count; row++)
        {
            var last = row % Steps == Steps - 1;
            (rows.NotTerminal[row], rows.NextAction[row]) = last ? (0, 2) : (1, rows.Action[row + 1]);
            if (!last)
            {
                rows.State.AsSpan((row + 1) * 4, 4).CopyTo(rows.NextState.AsSpan(row * 4));
                rows.PossibleNextActions.AsSpan(row * 2, 2).Fill(1);
            }
        }

        return rows;
    }

    /// <summary>Writes a store of at least that many rows, in bounded memory.</summary>
    public static void Write(string path, long rows)
    {
        const int Episodes = 4096;
        var chunks = Enumerable.Range(1, 8).Select(seed => Chunk(Episodes, (ulong)seed)).ToArray();
        using var writer = new RowStoreWriter(path, Layout);
        for (var part = 0; writer.Count < rows; part++)
        {
            writer.Add(chunks[part % chunks.Length], [.. Enumerable.Range(0, Episodes).Select(episode => $"{part}-{episode}")]);
        }

        writer.Finish();
    }
}
