using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ReAgent.Evaluation.Pages;

/// <summary>Reads what <see cref="PageWriter"/> wrote and checks it.</summary>
internal sealed class PageReader(Stream stream) : IDisposable
{
    // A corrupt length must not make the reader ask for all memory before it notices that the file ends.
    private const int BlockBytes = 1 << 20;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Dispose() => _hash.Dispose();

    public void Expect(ReadOnlySpan<byte> magic)
    {
        if (!Bytes(magic.Length).AsSpan().SequenceEqual(magic))
        {
            throw new InvalidDataException($"This is not an evaluation page: it does not begin with '{Encoding.ASCII.GetString(magic)}'.");
        }
    }

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

    /// <summary>A number of things: 0 or more.</summary>
    public int Count() => Int32() is >= 0 and var count
        ? count
        : throw new InvalidDataException("The evaluation page holds a negative count; it is corrupt.");

    public string String() => Encoding.UTF8.GetString(Bytes(Count()));

    public string[] Strings(int count)
    {
        List<string> strings = [];
        for (var index = 0; index < count; index++)
        {
            strings.Add(String());
        }

        return [.. strings];
    }

    public int[] Int32s(int count)
    {
        var values = MemoryMarshal.Cast<byte, int>(Bytes((long)count * sizeof(int))).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, values);
        }

        return values;
    }

    public long[] Int64s(long count)
    {
        var values = MemoryMarshal.Cast<byte, long>(Bytes(count * sizeof(long))).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(values, values);
        }

        return values;
    }

    public double[] Doubles(long count) => MemoryMarshal.Cast<long, double>(Int64s(count)).ToArray();

    public bool[] Booleans(long count) => [.. Bytes(count).Select(value => value != 0)];

    /// <summary>Checks the SHA-256 of all bytes so far against the one that follows, and that nothing comes after it.</summary>
    public void Checksum()
    {
        var expected = _hash.GetHashAndReset();
        var stored = new byte[expected.Length];
        var read = stream.ReadAtLeast(stored, stored.Length, throwOnEndOfStream: false);
        if (read != stored.Length || !stored.AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException("The evaluation page's checksum does not match its content; it is corrupt or cut short.");
        }

        if (stream.ReadByte() != -1)
        {
            throw new InvalidDataException("There are bytes after the end of the evaluation page.");
        }
    }

    private byte[] Bytes(long count)
    {
        if (count > Array.MaxLength)
        {
            throw new InvalidDataException($"The evaluation page has a column of {count} bytes; it is corrupt, or too large for one page.");
        }

        var bytes = new byte[Math.Min(count, BlockBytes)];
        for (var filled = 0; filled < count;)
        {
            if (filled == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            }

            var read = stream.Read(bytes, filled, bytes.Length - filled);
            if (read == 0)
            {
                throw new InvalidDataException("The evaluation page ends too early; it is cut short.");
            }

            filled += read;
        }

        _hash.AppendData(bytes);
        return bytes;
    }
}
