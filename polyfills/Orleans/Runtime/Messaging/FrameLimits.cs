using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>How large messages may be.</summary>
/// <param name="Head">Most bytes of a head.</param>
/// <param name="Body">Most bytes of a body.</param>
internal sealed record FrameLimits(int Head, int Body)
{
    public FrameLimits(MessagingOptions options)
        : this(options.MaxMessageHeaderSize, options.MaxMessageBodySize)
    {
    }

    /// <summary>Most bytes of head and body; an array cannot be longer.</summary>
    public int Total => (int)Math.Min((long)Head + Body, Array.MaxLength - Frame.PrefixLength);
}
