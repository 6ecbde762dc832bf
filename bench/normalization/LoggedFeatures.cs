using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;

namespace ReAgent.Bench.Normalization;

/// <summary>Logged rows of a file with the columns <c>mdp_id</c> (text), <c>sequence_number</c> (int64) and <c>state</c> (map of int64 to float64).</summary>
internal sealed record LoggedFeatures(List<string> MdpIds, List<long> SequenceNumbers, MapColumn<long> State)
{
    public int Count => State.Count;

    public static async Task<LoggedFeatures> Read(string path)
    {
        var rows = new LoggedFeatures([], [], new MapColumn<long>());
        await using var reader = await ParquetReader.CreateAsync(path);
        var leaves = reader.Schema.GetDataFields();
        foreach (var group in reader.RowGroups)
        {
            await rows.Append(group, leaves);
        }

        return rows;
    }

    private async Task Append(ParquetRowGroupReader group, DataField[] leaves)
    {
        var count = (int)group.RowCount;
        var ids = new ReadOnlyMemory<char>[count];
        var idLevels = new int[count];
        await group.ReadRawAsync<ReadOnlyMemory<char>>(leaves[0], ids, idLevels, null);
        var sequence = new long[count];
        await group.ReadRawAsync<long>(leaves[1], sequence, idLevels, null);

        var slots = checked((int)group.GetMetadata(leaves[2])!.MetaData!.NumValues);
        var (keys, values) = (new long[slots], new double[slots]);
        var (definition, repetition) = (new int[slots], new int[slots]);
        await group.ReadRawAsync<long>(leaves[2], keys, definition, repetition);
        await group.ReadRawAsync<double>(leaves[3], values, definition, repetition);

        var previous = "";
        for (var row = 0; row < count; row++)
        {
            previous = ids[row].Span.SequenceEqual(previous) ? previous : ids[row].ToString();
            MdpIds.Add(previous);
            SequenceNumbers.Add(sequence[row]);
        }

        for (var slot = 0; slot < slots; slot++)
        {
            if (slot > 0 && repetition[slot] == 0)
            {
                State.EndRow();
            }

            State.Add(keys[slot], values[slot]);
        }

        State.EndRow();
    }
}
