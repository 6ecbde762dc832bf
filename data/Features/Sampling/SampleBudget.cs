namespace ReAgent.Data.Features.Sampling;

/// <summary>
/// Divides a sample's memory among its features. Of each feature the k entries of lowest priority are kept, where k is the largest number
/// up to the capacity for which all features together fit: a feature with fewer values leaves its share to the others.
/// </summary>
/// <remarks>
/// k depends on nothing but the options and the number of values of each feature, and never grows as rows are added. Therefore whoever
/// keeps the k lowest at any time has what is needed later, and any order of adding and merging ends with the same entries.
/// </remarks>
/// <param name="options">The memory and the capacity.</param>
/// <param name="features">The sample's features.</param>
internal sealed class SampleBudget(FeatureSampleOptions options, List<FeatureReservoir> features)
{
    /// <summary>Counters, sums and buffers' first entries of one feature, in bytes; a test measures that they are no more.</summary>
    private const int FixedBytesPerFeature = 1024;

    /// <summary>Room in buffers beyond the k entries, so that dropping the rest costs O(1) per entry; a quarter, and growth.</summary>
    private const double Slack = 1.6;

    private const int SmallestBuffer = 16;

    private int _kept = options.Capacity; // an upper bound of k, or k itself when _current
    private bool _current;
    private long _allocated;

    /// <summary>k: entries kept of each feature that has as many.</summary>
    public int Kept
    {
        get
        {
            if (!_current)
            {
                _kept = Math.Min(_kept, LargestThatFits());
                _current = true;
            }

            return _kept;
        }
    }

    /// <summary>Memory of buffers and counters.</summary>
    public long MemoryBytes => (_allocated * sizeof(ulong)) + FixedBytes;

    /// <summary>To be called when values were counted.</summary>
    public void Changed() => _current = false;

    /// <summary>Gives a full buffer room for at least one more entry, by dropping entries that are not needed or by making it larger.</summary>
    public void MakeRoom(FeatureReservoir feature)
    {
        var most = LargestBuffer(_kept);
        if (feature.BufferLength >= most && feature.Thin(_kept))
        {
            return;
        }

        var wanted = (int)Math.Min(Math.Max(SmallestBuffer, feature.BufferLength * 3L / 2), most);
        if (_allocated + wanted - feature.BufferLength > BufferEntries)
        {
            Shrink();
            if (feature.HasRoom)
            {
                return;
            }

            wanted = (int)Math.Min(wanted, feature.BufferLength + BufferEntries - _allocated);
        }

        Resize(feature, wanted);
    }

    private long FixedBytes => (long)FixedBytesPerFeature * features.Count;

    /// <summary>Entries that all buffers together may have room for.</summary>
    private long BufferEntries => (((long)options.MemoryMb << 20) - FixedBytes) / sizeof(ulong);

    private static long LargestBuffer(int kept) => kept + Math.Max(kept / 4, SmallestBuffer);

    private void Shrink()
    {
        // Values may be counted that are not among the entries yet, and rows may follow, so this k is a bound of the later ones.
        _kept = Math.Min(_kept, LargestThatFits());
        foreach (var feature in features)
        {
            feature.Trim(_kept);
            var enough = feature.BufferCount + Math.Max(feature.BufferCount / 4, 1);
            if (feature.BufferLength > enough)
            {
                Resize(feature, enough);
            }
        }
    }

    private void Resize(FeatureReservoir feature, int length)
    {
        _allocated += length - feature.BufferLength;
        feature.ResizeBuffer(length);
    }

    private int LargestThatFits()
    {
        var budget = (long)(BufferEntries / Slack);
        var (fits, tooMany) = (1, options.Capacity + 1);
        while (tooMany - fits > 1)
        {
            var middle = fits + ((tooMany - fits) / 2);
            if (Fits(middle))
            {
                fits = middle;
            }
            else
            {
                tooMany = middle;
            }
        }

        return fits;

        bool Fits(int kept)
        {
            var entries = 0L;
            foreach (var feature in features)
            {
                entries += Math.Min(feature.Count, kept);
            }

            return entries <= budget;
        }
    }
}
