using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ReAgent.Data.Batches;

/// <summary>How a row store lies in its file: a prelude of one page, packed sections, and a description at the end. Everything is little-endian.</summary>
/// <remarks>
/// The prelude is <c>REAGROWS</c>, version (uint32), length of the description (uint32), its place (uint64), length of the file (uint64), CRC-32C of the
/// description and CRC-32C of the prelude so far (uint32 each), then zeros. It is written last.
/// </remarks>
internal static class RowStoreFormat
{
    public const int PreludeBytes = 4096;

    private const int UsedBytes = 40;
    private const uint Version = 1;
    private const int MostBlockBytes = 1 << 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static ReadOnlySpan<byte> Magic => "REAGROWS"u8;

    /// <summary>Records per block: the largest power of two that makes at most 1 MiB.</summary>
    public static int BlockRecords(int recordBytes) => 1 << BitOperations.Log2((uint)Math.Max(1, MostBlockBytes / recordBytes));

    /// <summary>Continues a CRC-32C.</summary>
    public static uint Checksum(uint checksum, ReadOnlySpan<byte> content)
    {
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(content))
        {
            checksum = BitOperations.Crc32C(checksum, word);
        }

        foreach (var rest in content[(content.Length & ~7)..])
        {
            checksum = BitOperations.Crc32C(checksum, rest);
        }

        return checksum;
    }

    public static byte[] Write(StoredRows description) => JsonSerializer.SerializeToUtf8Bytes(description, Json);

    /// <summary>The prelude of a file whose description is at its end.</summary>
    public static byte[] Prelude(ReadOnlySpan<byte> description, long place)
    {
        var prelude = new byte[PreludeBytes];
        Magic.CopyTo(prelude);
        BinaryPrimitives.WriteUInt32LittleEndian(prelude.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(prelude.AsSpan(12), (uint)description.Length);
        BinaryPrimitives.WriteInt64LittleEndian(prelude.AsSpan(16), place);
        BinaryPrimitives.WriteInt64LittleEndian(prelude.AsSpan(24), place + description.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(prelude.AsSpan(32), Checksum(0, description));
        BinaryPrimitives.WriteUInt32LittleEndian(prelude.AsSpan(36), Checksum(0, prelude.AsSpan(0, 36)));
        return prelude;
    }

    /// <summary>Reads and checks prelude and description; the sections' content is checked block by block when it is read.</summary>
    /// <exception cref="InvalidDataException">The file is something else, or not whole.</exception>
    public static StoredRows Read(IRowImage image, string path)
    {
        if (image.Length < PreludeBytes || !image.Bytes(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException($"{path} is not a row store: it does not begin with REAGROWS and a page of 4096 bytes.");
        }

        var prelude = image.Bytes(0, UsedBytes);
        var version = BinaryPrimitives.ReadUInt32LittleEndian(prelude[8..]);
        if (version != Version)
        {
            throw new InvalidDataException($"{path} is a row store of version {version}; this program reads version {Version}. Build it again from its timeline.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(prelude[36..]) != Checksum(0, prelude[..36]))
        {
            throw Damaged("its prelude does not match its checksum");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(prelude[12..]);
        var place = BinaryPrimitives.ReadInt64LittleEndian(prelude[16..]);
        if (BinaryPrimitives.ReadInt64LittleEndian(prelude[24..]) is var whole && whole != image.Length)
        {
            throw Damaged($"it should be {whole} bytes long, and is {image.Length}");
        }

        if (place < PreludeBytes || length > int.MaxValue || place > image.Length - length)
        {
            throw Damaged("its description is not within the file");
        }

        var description = image.Bytes(place, (int)length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(prelude[32..]) != Checksum(0, description))
        {
            throw Damaged("its description does not match its checksum");
        }

        StoredRows stored;
        try
        {
            stored = JsonSerializer.Deserialize<StoredRows>(description, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw Damaged($"its description cannot be read: {error.Message}");
        }

        Check(stored.Rows, stored.Layout.RowBytes, nameof(stored.Rows));
        Check(stored.Loose, stored.Layout.SeenWords * sizeof(float), nameof(stored.Loose));
        Check(stored.Episodes, EpisodeEntry.Bytes, nameof(stored.Episodes));
        Check(stored.EpisodeIds, 1, nameof(stored.EpisodeIds));
        return stored;

        void Check(StoredSection section, int recordBytes, string name)
        {
            var blocks = section.Count == 0 ? 0 : ((section.Count - 1) / BlockRecords(recordBytes)) + 1;
            if (section.Start < PreludeBytes || section.Count < 0 || section.Count > (place - section.Start) / recordBytes || section.Checksums.Length != blocks * sizeof(uint))
            {
                throw Damaged($"its section '{name}' does not fit into it");
            }
        }

        InvalidDataException Damaged(string how) => new($"The row store {path} is damaged: {how}. Build it again from its timeline.");
    }
}

/// <summary>Description of a row store.</summary>
/// <param name="Layout">Shape of the rows.</param>
/// <param name="FeatureIds">Ids of the state features in the order of their inputs.</param>
/// <param name="Encoding">Fingerprint of the encoding that made the rows.</param>
/// <param name="MeanReward">Mean reward per row.</param>
/// <param name="LongestEpisode">Rows of the longest episode.</param>
/// <param name="Rows">The packed rows.</param>
/// <param name="Loose">Next states that are not those of the following row in the same block: the seen part of a packed row each.</param>
/// <param name="Episodes">An <see cref="EpisodeEntry"/> per episode, and one where the next would begin.</param>
/// <param name="EpisodeIds">Ids of the episodes in UTF-8, one after another.</param>
internal sealed record StoredRows(
    RowLayout Layout,
    ImmutableArray<long> FeatureIds,
    string Encoding,
    double MeanReward,
    long LongestEpisode,
    StoredSection Rows,
    StoredSection Loose,
    StoredSection Episodes,
    StoredSection EpisodeIds);

/// <summary>A section of records of one size.</summary>
/// <param name="Start">Its place in the file.</param>
/// <param name="Count">Number of records.</param>
/// <param name="Checksums">CRC-32C of each block, little-endian.</param>
internal sealed record StoredSection(long Start, long Count, byte[] Checksums);

/// <summary>Where an episode begins.</summary>
/// <param name="FirstRow">Its first row.</param>
/// <param name="FirstByte">The first byte of its id among the ids.</param>
internal readonly record struct EpisodeEntry(long FirstRow, long FirstByte)
{
    public const int Bytes = 16;
}
