namespace ReAgent.Bench.ParquetFiles;

/// <summary>Logged transitions as column buffers.</summary>
internal sealed class Transitions(int count, int mapEntries)
{
    public int Count => count;

    public long[] Ids { get; } = new long[count];

    public int[] Steps { get; } = new int[count];

    public float[] Rewards { get; } = new float[count];

    public string[] Actions { get; } = new string[count];

    public ReadOnlyMemory<char>[] ActionSlices { get; } = new ReadOnlyMemory<char>[count];

    public int[] ActionLevels { get; } = new int[count];

    public int[] Keys { get; } = new int[count * mapEntries];

    public float[] Values { get; } = new float[count * mapEntries];

    public int[] DefinitionLevels { get; } = new int[count * mapEntries];

    public int[] RepetitionLevels { get; } = new int[count * mapEntries];

    /// <summary>Episodes of 20 steps, features 0 to 3 with random values, actions at random.</summary>
    public static Transitions Generate(int count, int mapEntries)
    {
        var batch = new Transitions(count, mapEntries);
        var random = new Random(17);
        for (int row = 0; row < count; row++)
        {
            batch.Ids[row] = 1_000_000 + (row / 20);
            batch.Steps[row] = row % 20;
            batch.Rewards[row] = random.NextSingle();
            batch.Actions[row] = random.Next(2) == 0 ? "left" : "right";
            for (int entry = 0; entry < mapEntries; entry++)
            {
                int slot = (row * mapEntries) + entry;
                batch.Keys[slot] = entry;
                batch.Values[slot] = random.NextSingle();
                batch.DefinitionLevels[slot] = 2;
                batch.RepetitionLevels[slot] = entry == 0 ? 0 : 1;
            }
        }

        return batch;
    }

    /// <exception cref="InvalidDataException">A column differs.</exception>
    public void RequireEqual(Transitions found)
    {
        bool isEqual = Ids.AsSpan().SequenceEqual(found.Ids)
            && Steps.AsSpan().SequenceEqual(found.Steps)
            && Rewards.AsSpan().SequenceEqual(found.Rewards)
            && Actions.Zip(found.ActionSlices).All(static pair => pair.Second.Span.SequenceEqual(pair.First))
            && Keys.AsSpan().SequenceEqual(found.Keys)
            && Values.AsSpan().SequenceEqual(found.Values)
            && DefinitionLevels.AsSpan().SequenceEqual(found.DefinitionLevels)
            && RepetitionLevels.AsSpan().SequenceEqual(found.RepetitionLevels);
        if (!isEqual)
        {
            throw new InvalidDataException("what was read differs from what was written");
        }
    }
}
