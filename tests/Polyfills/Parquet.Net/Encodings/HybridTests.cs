using FsCheck;
using FsCheck.Fluent;
using Parquet;
using Parquet.Columns;
using Parquet.Encodings;
using Xunit;

namespace ParquetPolyfill.Tests.Encodings;

public class HybridTests
{
    /// <summary>Stretches of equal values between stretches of mixed ones, at every width.</summary>
    private static readonly Gen<(int Width, int[] Values)> Streams =
        from width in Gen.Choose(0, 32)
        from stretches in Gen.ListOf(
            from length in Gen.Choose(1, 70)
            from isRun in Gen.Elements(true, false)
            from seed in Law.Seeds
            select (length, isRun, seed))
        select (width, Expand(width, stretches));

    [Fact]
    public void Every_stream_reads_back_at_every_width() => Law.Holds(Streams, static stream =>
    {
        using var bytes = new ByteBuffer();
        HybridEncoder.Encode(stream.Values, stream.Width, bytes);
        int[] read = new int[stream.Values.Length];
        new HybridDecoder(bytes.Written, stream.Width, "values").Decode(read);
        Assert.Equal(stream.Values, read);
    });

    [Fact]
    public void Reading_in_pieces_of_any_size_gives_the_same_values() => Law.Holds(Streams.Zip(Gen.Choose(1, 40)), static pair =>
    {
        ((int width, int[] values), int piece) = pair;
        using var bytes = new ByteBuffer();
        HybridEncoder.Encode(values, width, bytes);
        int[] read = new int[values.Length];
        var decoder = new HybridDecoder(bytes.Written, width, "values");
        for (int done = 0; done < read.Length; done += piece)
        {
            decoder.Decode(read.AsSpan(done, Math.Min(piece, read.Length - done)));
        }

        Assert.Equal(values, read);
    });

    [Fact]
    public void Long_runs_take_a_few_bytes()
    {
        using var bytes = new ByteBuffer();
        HybridEncoder.Encode(Enumerable.Repeat(2, 1_000_000).ToArray(), 2, bytes);
        Assert.Equal("80897A02", Convert.ToHexString(bytes.Written));
    }

    [Fact]
    public void The_example_of_the_specification_reads_as_it_says()
    {
        // Eight values of three bits, one bit-packed group, after the header (1 << 1) | 1.
        int[] read = new int[8];
        new HybridDecoder([0x03, 0x88, 0xC6, 0xFA], 3, "values").Decode(read);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], read);
    }

    [Fact]
    public void A_last_group_without_padding_is_accepted_as_far_as_it_goes()
    {
        int[] read = new int[5];
        new HybridDecoder([0x03, 0x88, 0xC6], 3, "values").Decode(read);
        Assert.Equal([0, 1, 2, 3, 4], read);
        Assert.Throws<ParquetException>(() => new HybridDecoder([0x03, 0x88, 0xC6], 3, "values").Decode(new int[6]));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("02", 1)]
    [InlineData("03", 1)]
    [InlineData("0204", 2)]
    [InlineData("0001", 1)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFF", 1)]
    public void Runs_that_end_early_or_overflow_their_width_are_refused(string hex, int width) =>
        Assert.Throws<ParquetException>(() => new HybridDecoder(Convert.FromHexString(hex), width, "values").Decode(new int[3]));

    [Fact]
    public void A_width_beyond_32_bits_is_refused() => Assert.Throws<ParquetException>(() => new HybridDecoder([], 33, "values").Decode([]));

    private static int[] Expand(int width, IEnumerable<(int Length, bool IsRun, int Seed)> stretches)
    {
        var values = new List<int>();
        int mask = width == 0 ? 0 : (int)(uint.MaxValue >> (32 - width));
        foreach ((int length, bool isRun, int seed) in stretches)
        {
            var random = new Random(seed);
            int repeated = (int)random.NextInt64(1L << 32) & mask;
            values.AddRange(Enumerable.Range(0, length).Select(_ => isRun ? repeated : (int)random.NextInt64(1L << 32) & mask));
        }

        return [.. values];
    }
}
