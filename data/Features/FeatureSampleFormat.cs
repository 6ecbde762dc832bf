using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ReAgent.Data.Features;

/// <summary>
/// The file format of a <see cref="FeatureSample"/>, little-endian:
/// <c>"RAFS"</c>, version u32, capacity i32, memory in MiB i32, most features i32, most different values i32, seed u64, rows i64, number of
/// features i32; then by ascending id each feature: id i64, count i64, infinite i64, minimum f32, maximum f32, number of different values
/// i32 (−1: too many, or not whole) and each of them f32 ascending, 48 words u64 of exact sums, sampled i32, and ascending each entry u64
/// (priority above, value as f32 below); last the SHA-256 of all bytes before.
/// </summary>
internal static class FeatureSampleFormat
{
    private const uint Magic = 0x53464152; // "RAFS"
    private const uint Version = 2;
    private const int Exceeded = -1;
    private const int BlockBytes = 1 << 16;

    public static void Write(FeatureSample sample, Stream stream)
    {
        using var writer = new HashedWriter(stream);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(sample.Options.Capacity);
        writer.Write(sample.Options.MemoryMb);
        writer.Write(sample.Options.MaxFeatures);
        writer.Write(sample.Options.MaxDistinct);
        writer.Write(sample.Seed);
        writer.Write(sample.Rows);
        writer.Write(sample.Features.Count);
        foreach (var feature in sample.Features)
        {
            Write(feature, writer);
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

        var options = new FeatureSampleOptions
        {
            Capacity = reader.ReadInt32(), MemoryMb = reader.ReadInt32(), MaxFeatures = reader.ReadInt32(), MaxDistinct = reader.ReadInt32(),
        };
        Require(options.Problems().Count == 0, string.Join("; ", options.Problems()));
        var sample = new FeatureSample(options, reader.ReadUInt64());
        var rows = reader.ReadInt64();
        Require(rows >= 0, $"its number of rows is {rows}");
        sample.RestoreRows(rows);
        var features = reader.ReadInt32();
        Require(features >= 0 && features <= options.MaxFeatures, $"its number of features is {features}");
        for (var i = 0; i < features; i++)
        {
            ReadFeature(reader, sample, sample.Reservoir(reader.ReadInt64()));
        }

        Require(sample.Features.Count == features, "a feature occurs twice");
        reader.CheckHash();
        return sample;
    }

    private static void Write(FeatureReservoir feature, HashedWriter writer)
    {
        writer.Write(feature.FeatureId);
        writer.Write(feature.Count);
        writer.Write(feature.InfiniteCount);
        writer.Write(feature.Minimum);
        writer.Write(feature.Maximum);
        writer.Write(feature.Distinct.Exceeded ? Exceeded : feature.Distinct.Values.Length);
        foreach (var value in feature.Distinct.Values)
        {
            writer.Write(value);
        }

        foreach (var word in feature.Moments.Words)
        {
            writer.Write(word);
        }

        var sampled = feature.Sorted();
        writer.Write(sampled.Length);
        foreach (var entry in sampled)
        {
            writer.Write(entry);
        }
    }

    private static void ReadFeature(HashedReader reader, FeatureSample sample, FeatureReservoir feature)
    {
        feature.Restore(reader.ReadInt64(), reader.ReadInt64(), reader.ReadSingle(), reader.ReadSingle());
        var distinct = reader.ReadInt32();
        Require(
            distinct >= Exceeded && distinct <= sample.Options.MaxDistinct && distinct <= feature.Count,
            $"feature {feature.FeatureId} has {distinct} different of {feature.Count} values");
        if (distinct == Exceeded)
        {
            feature.Distinct.Exceed();
        }

        for (var i = 0; i < distinct; i++)
        {
            feature.Distinct.Add(reader.ReadSingle());
        }

        foreach (ref var word in feature.Moments.Words)
        {
            word = reader.ReadUInt64();
        }

        var sampled = reader.ReadInt32();
        Require(
            sampled >= 0 && sampled <= sample.Capacity && sampled <= feature.Count,
            $"feature {feature.FeatureId} has {sampled} sampled of {feature.Count} values");
        for (var left = sampled * (long)sizeof(ulong); left > 0; left -= BlockBytes)
        {
            var block = reader.ReadBytes((int)Math.Min(left, BlockBytes));
            for (; !block.IsEmpty; block = block[sizeof(ulong)..])
            {
                feature.Keep(BinaryPrimitives.ReadUInt64LittleEndian(block));
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
        private readonly byte[] _buffer = new byte[BlockBytes];
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
        private readonly byte[] _buffer = new byte[BlockBytes];

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
