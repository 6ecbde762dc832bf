using System.Buffers.Binary;

namespace ReAgent.Data.Columns;

/// <summary>Reads the bytes of a block in the order they were written.</summary>
/// <param name="bytes">The block.</param>
/// <param name="texts">Gives equal texts of all blocks one string.</param>
internal ref struct BlockReader(ReadOnlySpan<byte> bytes, TextPool texts)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The texts of this and other blocks.</summary>
    public TextPool Texts { get; } = texts;

    /// <summary>The next bytes, without a copy.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public void Read(Span<byte> to) => Take(to.Length).CopyTo(to);

    public byte ReadByte() => Take(1)[0];

    public int ReadInt() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadLong() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));
}
