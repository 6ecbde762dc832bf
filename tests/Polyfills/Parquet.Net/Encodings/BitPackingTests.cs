using Parquet.Encodings;
using Xunit;

namespace ParquetPolyfill.Tests.Encodings;

public class BitPackingTests
{
    [Fact]
    public void Unpacking_restores_what_was_packed_whatever_the_width_and_the_count() => Law.Holds(Law.Seeds, static seed =>
    {
        var random = new Random(seed);
        int width = random.Next(1, 33);
        int count = random.Next(1, 40);
        int[] values = new int[(count + 7) / 8 * 8];
        for (int i = 0; i < count; i++)
        {
            values[i] = (int)(random.NextInt64(1L << 32) & (uint.MaxValue >> (32 - width)));
        }

        byte[] packed = new byte[values.Length / 8 * width];
        BitPacking.Pack(values, width, packed);
        int[] read = new int[count];
        BitPacking.Unpack(packed, width, read);
        Assert.Equal(values[..count], read);
    });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(int.MaxValue, 31)]
    public void The_width_is_that_of_the_largest_value(int maximum, int width) => Assert.Equal(width, BitPacking.Width(maximum));
}
