using System.Buffers;
using System.Numerics;

namespace ReAgent.Data.Features.Sampling;

/// <summary>Sorts sample entries. Their upper bits are spread evenly, so one pass over these does most of it.</summary>
internal static class EntrySort
{
    private const int FewEntries = 64;

    /// <summary>Sorts in ascending order.</summary>
    public static void Sort(Span<ulong> entries)
    {
        if (entries.Length <= FewEntries)
        {
            entries.Sort();
            return;
        }

        var highest = 0UL;
        foreach (var entry in entries)
        {
            highest = Math.Max(highest, entry);
        }

        // About four entries to a bin.
        var shift = Math.Max(0, BitOperations.Log2(highest | 1) + 1 - BitOperations.Log2((uint)entries.Length) + 2);
        var ends = new int[(int)(highest >> shift) + 1];
        foreach (var entry in entries)
        {
            ends[(int)(entry >> shift)]++;
        }

        for (int bin = 0, sum = 0; bin < ends.Length; bin++)
        {
            (ends[bin], sum) = (sum, sum + ends[bin]);
        }

        var buffer = ArrayPool<ulong>.Shared.Rent(entries.Length);
        var sorted = buffer.AsSpan(0, entries.Length);
        foreach (var entry in entries)
        {
            sorted[ends[(int)(entry >> shift)]++] = entry;
        }

        for (int bin = 0, start = 0; bin < ends.Length; start = ends[bin++])
        {
            if (ends[bin] - start > 1)
            {
                sorted[start..ends[bin]].Sort();
            }
        }

        sorted.CopyTo(entries);
        ArrayPool<ulong>.Shared.Return(buffer);
    }
}
