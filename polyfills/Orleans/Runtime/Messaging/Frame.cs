using System.Buffers;
using System.Buffers.Binary;

namespace Orleans.Runtime;

/// <summary>
/// One encoded message: four bytes with the length of the head, four with that of the body, then both. The bytes are borrowed from a pool,
/// so a frame has one owner, who releases it.
/// </summary>
/// <param name="Message">The message that was encoded.</param>
/// <param name="Buffer">Holds the bytes.</param>
/// <param name="Length">How many bytes there are, lengths included.</param>
internal readonly record struct Frame(Message Message, byte[] Buffer, int Length)
{
    /// <summary>Bytes that the two lengths take.</summary>
    public const int PrefixLength = 8;

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>Head and body.</summary>
    public ReadOnlyMemory<byte> Payload => Buffer.AsMemory(PrefixLength, Length - PrefixLength);

    /// <summary>Gives the bytes back.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(Buffer);

    /// <summary>Writes the two lengths.</summary>
    public static void WriteLengths(Span<byte> prefix, int head, int body)
    {
        BinaryPrimitives.WriteInt32LittleEndian(prefix, head);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[4..], body);
    }
}
