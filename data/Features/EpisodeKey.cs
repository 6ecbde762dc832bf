using System.Text;

namespace ReAgent.Data.Features;

/// <summary>64 well-mixed bits that stand for one episode; from them follow the keys of its rows at a few operations each.</summary>
/// <param name="Bits">The bits.</param>
public readonly record struct EpisodeKey(ulong Bits)
{
    /// <summary>Key of an episode: FNV-1a (Fowler, Noll and Vo) of its id in UTF-8, mixed.</summary>
    public static EpisodeKey Of(string mdpId)
    {
        ArgumentNullException.ThrowIfNull(mdpId);
        Span<byte> bytes = stackalloc byte[256];
        var length = Encoding.UTF8.GetByteCount(mdpId);
        var text = length <= bytes.Length ? bytes[..length] : new byte[length];
        Encoding.UTF8.GetBytes(mdpId, text);
        var hash = 14695981039346656037UL;
        foreach (var part in text)
        {
            hash = unchecked((hash ^ part) * 1099511628211UL);
        }

        return new EpisodeKey(SplitMix.Mix(hash));
    }

    /// <summary>Key of the episode's row at a sequence number: that element of the SplitMix64 sequence that the episode seeds.</summary>
    public RowKey Row(long sequenceNumber) => new(SplitMix.Mix(unchecked(Bits + ((ulong)sequenceNumber * SplitMix.Increment))));
}
