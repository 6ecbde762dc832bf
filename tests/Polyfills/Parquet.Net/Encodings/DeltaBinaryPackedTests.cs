using Parquet;
using Parquet.Columns;
using Parquet.Encodings;
using Xunit;

namespace ParquetPolyfill.Tests.Encodings;

public class DeltaBinaryPackedTests
{
    [Fact]
    public void Every_series_of_longs_reads_back() => Law.Holds(Law.Seeds, static seed =>
    {
        long[] values = Series(seed, static (random, bits) => bits == 0 ? 0 : (long)((ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits)));
        using var bytes = new ByteBuffer();
        DeltaBinaryPacked.Encode<long>(values, bytes);
        long[] read = new long[values.Length];
        Assert.Equal(bytes.Length, DeltaBinaryPacked.Decode<long>(bytes.Written, read));
        Assert.Equal(values, read);
    });

    [Fact]
    public void Every_series_of_ints_reads_back_even_where_differences_wrap_around() => Law.Holds(Law.Seeds, static seed =>
    {
        int[] values = Series(seed, static (random, bits) => bits < 8 ? random.Next(1 << bits) : random.Next(3) switch { 0 => int.MinValue, 1 => int.MaxValue, _ => random.Next() });
        using var bytes = new ByteBuffer();
        DeltaBinaryPacked.Encode<int>(values, bytes);
        int[] read = new int[values.Length];
        Assert.Equal(bytes.Length, DeltaBinaryPacked.Decode<int>(bytes.Written, read));
        Assert.Equal(values, read);
    });

    [Fact]
    public void Ints_whose_differences_were_taken_in_64_bits_read_back() => Law.Holds(Law.Seeds, static seed =>
    {
        int[] values = Series(seed, static (random, bits) => random.Next(3) switch { 0 => int.MinValue, 1 => int.MaxValue, _ => random.Next() >> (bits % 32) });
        using var bytes = new ByteBuffer();
        DeltaBinaryPacked.Encode<long>([.. values.Select(static value => (long)value)], bytes);
        int[] read = new int[values.Length];
        Assert.Equal(bytes.Length, DeltaBinaryPacked.Decode<int>(bytes.Written, read));
        Assert.Equal(values, read);
    });

    [Fact]
    public void The_layout_is_that_of_the_specification()
    {
        // 7 5 3 1 2 3 4 5: differences -2 -2 -2 1 1 1 1, smallest -2, the rest 0 0 0 3 3 3 3 in two bits.
        using var bytes = new ByteBuffer();
        DeltaBinaryPacked.Encode<int>([7, 5, 3, 1, 2, 3, 4, 5], bytes);
        Assert.Equal("8001" + "04" + "08" + "0E" + "03" + "02000000" + "C03F000000000000", Convert.ToHexString(bytes.Written));
    }

    [Theory]
    [InlineData("8001040300", "the block is missing")]
    [InlineData("8101040300", "a block size that is no multiple of 128")]
    [InlineData("8001030300", "miniblocks that do not divide the block")]
    [InlineData("8001000300", "no miniblocks")]
    [InlineData("8001040400", "another count")]
    [InlineData("800104030000FF000000", "a miniblock wider than any type")]
    [InlineData("80010403000020000000FF", "a miniblock that is cut off")]
    [InlineData("FFFFFFFF0F040300", "an absurd block")]
    [InlineData("", "nothing")]
    public void Malformed_data_is_refused(string hex, string why)
    {
        Assert.NotEmpty(why);
        Assert.Throws<ParquetException>(() => DeltaBinaryPacked.Decode<int>(Convert.FromHexString(hex), new int[3]));
    }

    private static T[] Series<T>(int seed, Func<Random, int, T> value)
    {
        var random = new Random(seed);
        int bits = random.Next(65);
        return [.. Enumerable.Range(0, random.Next(400)).Select(_ => value(random, bits))];
    }
}
