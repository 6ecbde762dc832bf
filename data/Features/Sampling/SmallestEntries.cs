namespace ReAgent.Data.Features.Sampling;

/// <summary>Finding the smallest of some sample entries without sorting them.</summary>
internal static class SmallestEntries
{
    /// <summary>Moves the smallest entries to the front, in any order (Hoare's selection, with the median of three as pivot).</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="count">How many to move to the front, 1 to their number.</param>
    /// <returns>The largest of those.</returns>
    public static ulong Select(Span<ulong> entries, int count)
    {
        var (low, high) = (0, entries.Length - 1);
        var wanted = count - 1;
        while (low < high)
        {
            var pivot = Median(entries[low], entries[low + ((high - low) / 2)], entries[high]);
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (entries[left] < pivot)
                {
                    left++;
                }

                while (entries[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (entries[left], entries[right]) = (entries[right], entries[left]);
                    left++;
                    right--;
                }
            }

            if (wanted <= right)
            {
                high = right;
            }
            else if (wanted >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return entries[wanted];
    }

    /// <summary>Number of entries below a threshold.</summary>
    public static int CountBelow(ReadOnlySpan<ulong> entries, ulong threshold)
    {
        var count = 0;
        foreach (var entry in entries)
        {
            count += entry < threshold ? 1 : 0;
        }

        return count;
    }

    /// <summary>Moves the entries below a threshold to the front; returns their number.</summary>
    public static int KeepBelow(Span<ulong> entries, ulong threshold)
    {
        var kept = 0;
        foreach (var entry in entries)
        {
            entries[kept] = entry;
            kept += entry < threshold ? 1 : 0;
        }

        return kept;
    }

    private static ulong Median(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
