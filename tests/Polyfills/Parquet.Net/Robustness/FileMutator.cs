using System.Buffers.Binary;
using Parquet;
using Parquet.Columns;
using Parquet.Meta;
using Parquet.Thrift;

namespace ParquetPolyfill.Tests.Robustness;

/// <summary>Damages a file: at random, as broken copies do, and with lies that keep everything else consistent.</summary>
internal sealed class FileMutator(byte[] file, Random random)
{
    private const int Tail = 8;

    private static readonly int[] Numbers = [0, 1, -1, 0x7f, 0x80, 0xff, 0x7fff, 0x10000, 1 << 24, int.MaxValue, int.MinValue];

    /// <summary>A damaged copy, and what was done to it.</summary>
    public (byte[] File, string Damage) Next()
    {
        byte[] damaged = [.. file];
        var names = new List<string>();
        for (int count = random.Next(3) == 0 ? random.Next(2, 4) : 1; count > 0 && damaged.Length > 0; count--)
        {
            (string name, damaged) = Mutate(damaged);
            names.Add(name);
        }

        return (damaged, string.Join(", then ", names));
    }

    private (string Name, byte[] File) Mutate(byte[] given)
    {
        int at = Place(given.Length);
        int length = random.Next(1, Math.Min(given.Length - at, 1 << random.Next(1, 13)) + 1);
        switch (random.Next(13))
        {
            case 0:
                given[at] ^= (byte)(1 << random.Next(8));
                return ($"a bit flipped at {at}", given);
            case 1:
                given[at] = (byte)random.Next(256);
                return ($"a byte changed at {at}", given);
            case 2:
                random.NextBytes(given.AsSpan(at, length));
                return ($"{length} random bytes at {at}", given);
            case 3:
                return ($"cut off at {at}", given[..at]);
            case 4:
                return ($"{length} bytes left out at {at}", [.. given[..at], .. given[(at + length)..]]);
            case 5:
                given.AsSpan(at, length).Clear();
                return ($"{length} zeros at {at}", given);
            case 6:
                given.AsSpan(random.Next(given.Length - length + 1), length).CopyTo(given.AsSpan(at));
                return ($"{length} bytes from elsewhere at {at}", given);
            case 7:
                return ($"{length} bytes twice at {at}", [.. given[..(at + length)], .. given[at..]]);
            case 8:
                Span<byte> number = stackalloc byte[4];
                BinaryPrimitives.WriteInt32LittleEndian(number, Numbers[random.Next(Numbers.Length)]);
                number[..Math.Min(4, given.Length - at)].CopyTo(given.AsSpan(at));
                return ($"a number at {at}", given);
            case 9:
                int digits = Math.Min(random.Next(1, 11), given.Length - at);
                given.AsSpan(at, digits).Fill(0xff);
                return ($"a long varint at {at}", given);
            case 10 or 11:
                return ("a lie in the footer", WithFooter(given, footer => ThriftLies.Tell(footer, random)) ?? given);
            default:
                return ("a lie in a page header", WithPageLie(given) ?? given);
        }
    }

    /// <summary>Footers and page headers are small but matter most, so half of all damage is near the end.</summary>
    private int Place(int length) => random.Next(2) == 0 ? random.Next(length) : random.Next(length * 3 / 4, length);

    private static byte[]? WithFooter(byte[] given, Action<FileMetaData> change, byte[]? appended = null)
    {
        if (Footer(given) is not { } found)
        {
            return null;
        }

        change(found.Metadata);
        using var buffer = new ByteBuffer();
        found.Metadata.Write(new CompactWriter(buffer));
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, buffer.Length);
        return [.. given[..found.Start], .. appended ?? [], .. buffer.Written, .. length, .. "PAR1"u8];
    }

    /// <summary>Puts a copy of a chunk with a changed page header behind the others and points the footer to it.</summary>
    private byte[]? WithPageLie(byte[] given)
    {
        if (Footer(given) is not { } found || found.Metadata.RowGroups is [] || found.Metadata.RowGroups[0].Columns is [])
        {
            return null;
        }

        List<ColumnChunk> chunks = found.Metadata.RowGroups[random.Next(found.Metadata.RowGroups.Count)].Columns;
        if (chunks is [] || chunks[random.Next(chunks.Count)].MetaData is not { } metadata)
        {
            return null;
        }

        long start = Math.Min(metadata.DataPageOffset, metadata.DictionaryPageOffset is > 0 and { } dictionary ? dictionary : long.MaxValue);
        long end = start + metadata.TotalCompressedSize;
        if (start < 4 || end > found.Start || end <= start)
        {
            return null;
        }

        byte[]? chunk = WithPageLie(given.AsSpan((int)start, (int)(end - start)), out long data);
        return chunk is null ? null : WithFooter(given, footer => Move(footer, metadata, found.Start, chunk.Length, data), chunk);
    }

    private static void Move(FileMetaData footer, ColumnMetaData old, long start, int length, long data)
    {
        foreach (ColumnMetaData? metadata in footer.RowGroups.SelectMany(static group => group.Columns).Select(static chunk => chunk.MetaData))
        {
            if (metadata?.DataPageOffset == old.DataPageOffset && metadata.PathInSchema.SequenceEqual(old.PathInSchema))
            {
                metadata.TotalCompressedSize = length;
                metadata.DictionaryPageOffset = data > 0 ? start : null;
                metadata.DataPageOffset = start + data;
            }
        }
    }

    private byte[]? WithPageLie(ReadOnlySpan<byte> chunk, out long firstDataPage)
    {
        var pages = new List<(PageHeader Header, byte[] Body)>();
        firstDataPage = 0;
        try
        {
            while (!chunk.IsEmpty)
            {
                var reader = new CompactReader(chunk);
                PageHeader header = PageHeader.Read(ref reader);
                ReadOnlySpan<byte> body = chunk.Slice(reader.Position, header.CompressedPageSize);
                pages.Add((header, body.ToArray()));
                chunk = chunk[(reader.Position + body.Length)..];
            }
        }
        catch (Exception e) when (e is ParquetException or ArgumentOutOfRangeException)
        {
            return null;
        }

        ThriftLies.Tell(pages[random.Next(pages.Count)].Header, random);
        using var buffer = new ByteBuffer();
        foreach ((PageHeader header, byte[] body) in pages)
        {
            header.Write(new CompactWriter(buffer));
            buffer.Append(body);
            firstDataPage = header.Type == PageType.DICTIONARY_PAGE && firstDataPage == 0 ? buffer.Length : firstDataPage;
        }

        return buffer.Written.ToArray();
    }

    private static (FileMetaData Metadata, int Start)? Footer(byte[] given)
    {
        if (given.Length < Tail + 4)
        {
            return null;
        }

        long start = given.Length - Tail - (long)BinaryPrimitives.ReadInt32LittleEndian(given.AsSpan(given.Length - Tail));
        if (start < 4 || start > given.Length - Tail)
        {
            return null;
        }

        try
        {
            var reader = new CompactReader(given.AsSpan((int)start, given.Length - Tail - (int)start));
            return (FileMetaData.Read(ref reader), (int)start);
        }
        catch (ParquetException)
        {
            return null;
        }
    }
}
