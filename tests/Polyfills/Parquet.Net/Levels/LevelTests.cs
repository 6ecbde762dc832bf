using Parquet;
using Parquet.Columns;
using Parquet.Levels;
using Xunit;

namespace ParquetPolyfill.Tests.Levels;

public class LevelTests
{
    [Fact]
    public void A_summary_counts_and_checks_like_a_plain_loop() => Law.Holds(Law.Seeds, static seed =>
    {
        var random = new Random(seed);
        int[] levels = [.. Enumerable.Range(0, random.Next(100)).Select(_ => random.Next(20) == 0 ? random.Next(-2, 6) : random.Next(4))];
        int maximum = random.Next(3, 5);
        int counted = random.Next(4);
        var expected = new LevelSummary(levels.Count(level => level == counted), levels.All(level => level >= 0 && level <= maximum));
        Assert.Equal(expected, LevelSummary.Of(levels, maximum, counted));
    });

    [Fact]
    public void Levels_read_back_and_are_counted_on_the_way() => Law.Holds(Law.Seeds, static seed =>
    {
        var random = new Random(seed);
        int maximum = random.Next(1, 8);
        int[] levels = [.. Enumerable.Range(0, random.Next(5_000)).Select(i => random.Next(100) < 95 ? maximum : random.Next(maximum + 1))];
        using var bytes = new ByteBuffer();
        LevelEncoder.Append(levels, maximum, bytes);
        int[] read = new int[levels.Length];
        Assert.Equal(levels.Count(level => level == maximum), LevelDecoder.Decode(bytes.Written[4..], maximum, maximum, read, "Levels"));
        Assert.Equal(levels, read);
    });

    [Fact]
    public void The_deprecated_packing_starts_at_the_most_significant_bit()
    {
        // The specification's example: 0 to 7 in three bits.
        int[] read = new int[8];
        Assert.Equal(3, LevelDecoder.DecodeBitPacked([0x05, 0x39, 0x77], 7, 7, read, "Levels", out int matching));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], read);
        Assert.Equal(1, matching);
    }

    [Theory]
    [InlineData("0803")]
    [InlineData("03FFFF")]
    public void Levels_beyond_their_maximum_are_refused(string hex) =>
        Assert.Throws<ParquetException>(() => LevelDecoder.Decode(Convert.FromHexString(hex), 2, 2, new int[4], "Levels"));
}
