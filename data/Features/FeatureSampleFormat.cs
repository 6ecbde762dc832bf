using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ReAgent.Data.Features;

/// <summary>
/// The file format of a <see cref="FeatureSample"/>, little-endian:
/// <c>"RAFS"</c>, version u32, capacity i32, seed u64, rows i64, number of features i32; then by ascending id each feature: id i64,
/// count i64, infinite i64, minimum f32, maximum f32, sampled i32, and by ascending (priority, value) each sampled value: priority u64,
/// value f32; last the SHA-256 of all bytes before.
/// </summary>
internal static class FeatureSampleFormat
{
    private const uint Magic = 0x53464152; // "RAFS"
    private const uint Version = 1;
    private const int EntryBytes = sizeof(ulong) + sizeof(float);
    private const int EntriesPerBlock = 4096;

    public static void Write(FeatureSample sample, Stream stream)
    {
        using var writer = new HashedWriter(stream);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(sample.Capacity);
        writer.Write(sample.Seed);
        writer.Write(sample.Rows);
        writer.Write(sample.Features.Count);
        foreach (var feature in sample.Features)
        {
            var sampled = feature.Sorted();
            writer.Write(feature.FeatureId);
            writer.Write(feature.Count);
            writer.Write(feature.InfiniteCount);
            writer.Write(feature.Minimum);
            writer.Write(feature.Maximum);
            writer.Write(sampled.Length);
            foreach (var (priority, value) in sampled)
            {
                writer.Write(priority);
                writer.Write(value);
            }
        }

        writer.WriteHash();
    }

    public static FeatureSample Read(Stream stream)
    {
        using var reader = new HashedReader(stream);
        if (reader.ReadUInt32() is var magic && magic != Magic)
        {
            throw new InvalidDataException($"Not a feature sample: it begins with 0x{magic:X8} instead of 0x{Magic:X8}.");
        }

        if (reader.ReadUInt32() is var version && version != Version)
        {
            throw new InvalidDataException($"The feature sample has format version {version}; this program reads version {Version}.");
        }

        var capacity = reader.ReadInt32();
        Require(capacity is >= 1 and <= FeatureSample.MaximumCapacity, $"its capacity is {capacity}");
        var sample = new FeatureSample(capacity, reader.ReadUInt64());
        var rows = reader.ReadInt64();
        Require(rows >= 0, $"its number of rows is {rows}");
        sample.RestoreRows(rows);
        var features = reader.ReadInt32();
        Require(features >= 0, $"its number of features is {features}");
        for (var i = 0; i < features; i++)
        {
            ReadFeature(reader, sample, sample.Reservoir(reader.ReadInt64()));
        }

        Require(sample.Features.Count == features, "a feature occurs twice");
        reader.CheckHash();
        return sample;
    }

    private static void ReadFeature(HashedReader reader, FeatureSample sample, FeatureReservoir feature)
    {
        feature.Restore(reader.ReadInt64(), reader.ReadInt64(), reader.ReadSingle(), reader.ReadSingle());
        var sampled = reader.ReadInt32();
        Require(
            sampled >= 0 && sampled <= sample.Capacity && sampled <= feature.Count,
            $"feature {feature.FeatureId} has {sampled} sampled of {feature.Count} values");
        for (var left = sampled; left > 0; left -= EntriesPerBlock)
        {
            var block = reader.ReadBytes(Math.Min(left, EntriesPerBlock) * EntryBytes);
            for (; !block.IsEmpty; block = block[EntryBytes..])
            {
                feature.Keep(new SampledValue(
                    BinaryPrimitives.ReadUInt64LittleEndian(block), BinaryPrimitives.ReadSingleLittleEndian(block[sizeof(ulong)..])));
            }
        }
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The feature sample is damaged: {problem}.");
        }
    }

    private sealed class HashedWriter(Stream stream) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] _buffer = new byte[EntryBytes * EntriesPerBlock];
        private int _used;

        public void Write(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(sizeof(uint)), value);

        public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), value);

        public void Write(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(sizeof(ulong)), value);

        public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);

        public void Write(float value) => BinaryPrimitives.WriteSingleLittleEndian(Next(sizeof(float)), value);

        public void WriteHash()
        {
            Flush();
            stream.Write(_hash.GetHashAndReset());
        }

        public void Dispose() => _hash.Dispose();

        private Span<byte> Next(int length)
        {
            if (_used + length > _buffer.Length)
            {
                Flush();
            }

            var span = _buffer.AsSpan(_used, length);
            _used += length;
            return span;
        }

        private void Flush()
        {
            _hash.AppendData(_buffer.AsSpan(0, _used));
            stream.Write(_buffer.AsSpan(0, _used));
            _used = 0;
        }
    }

    private sealed class HashedReader(Stream stream) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] _buffer = new byte[EntryBytes * EntriesPerBlock];

        public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(sizeof(uint)));

        public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(sizeof(int)));

        public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(sizeof(ulong)));

        public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(sizeof(long)));

        public float ReadSingle() => BinaryPrimitives.ReadSingleLittleEndian(ReadBytes(sizeof(float)));

        public void CheckHash()
        {
            var expected = _hash.GetHashAndReset();
            Require(Fill(SHA256.HashSizeInBytes).SequenceEqual(expected), "its checksum differs from its content");
        }

        public void Dispose() => _hash.Dispose();

        public ReadOnlySpan<byte> ReadBytes(int length)
        {
            var bytes = Fill(length);
            _hash.AppendData(bytes);
            return bytes;
        }

        private ReadOnlySpan<byte> Fill(int length)
        {
            var bytes = _buffer.AsSpan(0, length);
            if (stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length)
            {
                throw new InvalidDataException("The feature sample is damaged: it ends too early.");
            }

            return bytes;
        }
    }
}
