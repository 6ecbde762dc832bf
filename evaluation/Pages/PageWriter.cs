using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ReAgent.Evaluation.Pages;

/// <summary>Writes little-endian values and arrays, and keeps the checksum of what it wrote.</summary>
internal sealed class PageWriter(Stream stream) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Dispose() => _hash.Dispose();

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        stream.Write(bytes);
    }

    public void Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void String(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Int32(bytes.Length);
        Bytes(bytes);
    }

    public void Int32s(int[] values)
    {
        var copy = new int[BitConverter.IsLittleEndian ? 0 : values.Length];
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, copy);
        }

        Bytes(MemoryMarshal.AsBytes<int>(BitConverter.IsLittleEndian ? values : copy));
    }

    public void Int64s(long[] values)
    {
        var copy = new long[BitConverter.IsLittleEndian ? 0 : values.Length];
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, copy);
        }

        Bytes(MemoryMarshal.AsBytes<long>(BitConverter.IsLittleEndian ? values : copy));
    }

    public void Doubles(double[] values)
    {
        var bits = new long[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            // NaN has many bit patterns; the same page must have the same bytes.
            bits[index] = BitConverter.DoubleToInt64Bits(double.IsNaN(values[index]) ? double.NaN : values[index]);
        }

        Int64s(bits);
    }

    public void Booleans(bool[] values) => Bytes([.. values.Select(value => value ? (byte)1 : (byte)0)]);

    /// <summary>Writes the SHA-256 of all bytes so far.</summary>
    public void Checksum() => stream.Write(_hash.GetHashAndReset());
}
