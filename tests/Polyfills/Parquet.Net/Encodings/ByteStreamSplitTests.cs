using Parquet.Encodings;
using Xunit;

namespace ParquetPolyfill.Tests.Encodings;

public class ByteStreamSplitTests
{
    [Fact]
    public void The_example_of_the_specification_is_split_as_it_says()
    {
        byte[] plain = Convert.FromHexString("AABBCCDD" + "00112233" + "A3B4C5D6");
        byte[] split = new byte[plain.Length];
        ByteStreamSplit.Encode(plain, 4, split);
        Assert.Equal("AA00A3" + "BB11B4" + "CC22C5" + "DD33D6", Convert.ToHexString(split));
        byte[] read = new byte[plain.Length];
        ByteStreamSplit.Decode(split, 4, read);
        Assert.Equal(plain, read);
    }
}
