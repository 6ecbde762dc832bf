using System.Buffers.Binary;

namespace Parquet.Encodings;

/// <summary>Checked access to bytes that come from a file.</summary>
internal static class Bytes
{
    /// <summary>The next <paramref name="count"/> bytes, or an error that names them.</summary>
    public static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> source, long count, string what) =>
        count >= 0 && count <= source.Length
            ? source[..(int)count]
            : throw new ParquetException($"{what} should take {count} bytes, but {source.Length} remain in the page");

    public static int ReadInt32(ReadOnlySpan<byte> source, string what) => BinaryPrimitives.ReadInt32LittleEndian(Take(source, sizeof(int), what));

    public static ulong ReadVarint(ReadOnlySpan<byte> source, ref int position, string what)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if ((uint)position >= (uint)source.Length)
            {
                throw new ParquetException($"{what} ends after {source.Length} bytes, inside a number");
            }

            byte b = source[position++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new ParquetException($"{what} holds a number longer than ten bytes");
    }

    public static long ReadZigZag(ReadOnlySpan<byte> source, ref int position, string what)
    {
        ulong value = ReadVarint(source, ref position, what);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
