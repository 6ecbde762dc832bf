using System.Buffers;
using System.Buffers.Binary;

namespace Orleans.Runtime;

/// <summary>Cuts what has come into frames.</summary>
internal static class FrameReader
{
    /// <summary>Takes the next frame off the input if all of it has come.</summary>
    /// <param name="input">What has come; begins after the frame afterwards.</param>
    /// <param name="limits">How large frames may be.</param>
    /// <param name="payload">Head and body of the frame.</param>
    /// <exception cref="InvalidDataException">A larger frame is announced.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> input, FrameLimits limits, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        if (input.Length < Frame.PrefixLength)
        {
            return false;
        }

        Span<byte> copy = stackalloc byte[Frame.PrefixLength];
        scoped ReadOnlySpan<byte> prefix = input.FirstSpan;
        if (prefix.Length < Frame.PrefixLength)
        {
            input.Slice(0, Frame.PrefixLength).CopyTo(copy);
            prefix = copy;
        }

        var head = BinaryPrimitives.ReadUInt32LittleEndian(prefix);
        var body = BinaryPrimitives.ReadUInt32LittleEndian(prefix[4..]);
        if (head > (uint)limits.Head || body > (uint)limits.Body || head + (long)body > limits.Total)
        {
            throw new InvalidDataException(
                $"A message of {head} bytes of head and {body} bytes of body is announced; MaxMessageHeaderSize allows {limits.Head} and MaxMessageBodySize {limits.Body}.");
        }

        var length = head + (long)body;
        if (input.Length < Frame.PrefixLength + length)
        {
            return false;
        }

        payload = input.Slice(Frame.PrefixLength, length);
        input = input.Slice(payload.End);
        return true;
    }
}
