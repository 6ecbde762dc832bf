using System.Buffers.Binary;
using System.Text;

namespace ReAgent.Data.Features;

/// <summary>
/// 64 well-mixed bits that stand for one logged row, (mdp_id, sequence_number). Chance about rows is drawn from them, so that it falls
/// the same wherever and in whatever order the rows are read.
/// </summary>
/// <param name="Bits">The bits.</param>
public readonly record struct RowKey(ulong Bits)
{
    /// <summary>Key of the row of an episode at a sequence number.</summary>
    public static RowKey Of(string mdpId, long sequenceNumber)
    {
        ArgumentNullException.ThrowIfNull(mdpId);

        // FNV-1a (Fowler, Noll and Vo) over the id in UTF-8, then over the sequence number.
        var hash = 14695981039346656037UL;
        Span<byte> bytes = stackalloc byte[256];
        var length = Encoding.UTF8.GetByteCount(mdpId);
        var text = length <= bytes.Length ? bytes[..length] : new byte[length];
        Encoding.UTF8.GetBytes(mdpId, text);
        hash = Fnv(hash, text);
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, sequenceNumber);
        return new RowKey(Mix(Fnv(hash, number)));
    }

    /// <summary>Whether the row is among this share of all rows; of two shares the larger holds the rows of the smaller.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <param name="seed">Draws another share.</param>
    public bool IsWithin(double percent, ulong seed) => (Priority(seed, long.MinValue) >> 11) * (100.0 / (1UL << 53)) < percent;

    /// <summary>The row's uniform 64-bit priority for one feature.</summary>
    internal ulong Priority(ulong seed, long featureId) => Mix(Bits ^ Mix(seed ^ Mix((ulong)featureId)));

    /// <summary>
    /// Finalizer of SplitMix64 (Steele, Lea and Flood, 2014) after its increment: a bijection that mixes every bit into every other.
    /// </summary>
    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits += 0x9E3779B97F4A7C15UL;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
            return bits ^ (bits >> 31);
        }
    }

    private static ulong Fnv(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var part in bytes)
        {
            hash = unchecked((hash ^ part) * 1099511628211UL);
        }

        return hash;
    }
}
