using System.Text;

namespace ReAgent.Data.Episodes;

/// <summary>Stable 64-bit hashes of episode ids: the same on every machine and in every version.</summary>
public static class MdpHash
{
    /// <summary>Hash that orders and shards episodes.</summary>
    public static ulong Order(string mdpId) => Mix(Fnv(mdpId));

    /// <summary>Where the episode falls between 0 and 1 for train/evaluation splits; independent of <see cref="Order"/>.</summary>
    public static double Split(string mdpId) => (Mix(Fnv(mdpId) ^ 0x73706C69745F3031) >> 11) * (1.0 / (1UL << 53));

    /// <summary>The fold of the episode for cross-fitting, 0 to <paramref name="folds"/> − 1; independent of the other two.</summary>
    public static int Fold(string mdpId, int folds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(folds);
        return (int)(Mix(Fnv(mdpId) ^ 0x666F6C64735F3031) % (ulong)folds);
    }

    // FNV-1a over UTF-8, finished with SplitMix64's mixer, since FNV alone leaves the high bits of short ids close together.
    private static ulong Fnv(string text)
    {
        Span<byte> buffer = stackalloc byte[256];
        var bytes = text.Length <= 80 ? buffer[..Encoding.UTF8.GetBytes(text, buffer)] : Encoding.UTF8.GetBytes(text);
        var hash = 0xCBF29CE484222325;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 0x100000001B3;
        }

        return hash;
    }

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
