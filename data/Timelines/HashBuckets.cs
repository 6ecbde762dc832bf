using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>
/// Equal parts of the range of <see cref="MdpHash.Order"/>: every shard consists of the same number of buckets, and a bucket is what fits into memory.
/// How many there are changes nothing in the result.
/// </summary>
/// <param name="Shards">Number of shards.</param>
/// <param name="PerShard">Buckets of each.</param>
public readonly record struct HashBuckets(int Shards, int PerShard)
{
    // Rows take about twice their packed size in memory; sorting and the row group that is being written have their own share.
    private const double RowShare = 0.125;

    /// <summary>Number of buckets.</summary>
    public int Count => Shards * PerShard;

    /// <summary>As many buckets as rows of this size need.</summary>
    /// <param name="shards">Number of shards.</param>
    /// <param name="bytes">About how many bytes the rows take in memory.</param>
    /// <param name="memoryMb">Memory of one task in MB.</param>
    public static HashBuckets For(int shards, long bytes, int memoryMb)
    {
        var buckets = bytes / (memoryMb * (double)(1 << 20) * RowShare);
        return new HashBuckets(shards, Math.Clamp((int)Math.Ceiling(buckets / shards), 1, 1 << 16));
    }

    /// <summary>Bucket of an episode.</summary>
    public int Of(ulong hash) => (int)Math.BigMul(hash, (ulong)Count, out _);

    /// <summary>Notes the bucket of every row; rows without an id are in the first one, so that each is counted once.</summary>
    internal void Of(ValueColumn<string> ids, Span<int> buckets)
    {
        var values = ids.Values;
        var bucket = 0;
        for (var row = 0; row < values.Length; row++)
        {
            if (row == 0 || values[row] != values[row - 1])
            {
                bucket = values[row].Length == 0 ? 0 : Of(MdpHash.Order(values[row]));
            }

            buckets[row] = bucket;
        }
    }
}
