using System.Text;
using Parquet;
using Parquet.Columns;
using Parquet.Encodings;
using Xunit;

namespace ParquetPolyfill.Tests.Encodings;

public class DeltaByteArrayTests
{
    [Fact]
    public void Values_are_rebuilt_from_shared_prefixes()
    {
        using ByteBuffer bytes = Encode([0, 3, 3, 0], ["axis", "le", "", "babble"]);
        Assert.Equal(["axis", "axile", "axi", "babble"], Decode(bytes.Written, 4));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-1)]
    public void A_prefix_longer_than_the_value_before_is_refused(int prefix)
    {
        using ByteBuffer bytes = Encode([0, prefix], ["abcd", "e"]);
        Assert.Throws<ParquetException>(() => Decode(bytes.Written, 2));
    }

    [Fact]
    public void Lengths_beyond_the_data_are_refused()
    {
        using var bytes = new ByteBuffer();
        DeltaBinaryPacked.Encode<int>([2, 200], bytes);
        bytes.Append("abc"u8);
        Assert.Throws<ParquetException>(() => DeltaByteArray.DecodeLengths(bytes.Written, new int[2], new int[2]));
    }

    [Fact]
    public void Fixed_values_of_the_wrong_length_are_refused()
    {
        using ByteBuffer bytes = Encode([0, 0], ["abcd", "abc"]);
        Assert.Throws<ParquetException>(() => DeltaByteArray.DecodeFixed(bytes.Written, 4, new byte[8]));
    }

    private static ByteBuffer Encode(int[] prefixes, string[] suffixes)
    {
        var bytes = new ByteBuffer();
        DeltaBinaryPacked.Encode<int>(prefixes, bytes);
        DeltaBinaryPacked.Encode<int>(Array.ConvertAll(suffixes, static suffix => suffix.Length), bytes);
        bytes.Append(Encoding.ASCII.GetBytes(string.Concat(suffixes)));
        return bytes;
    }

    private static string[] Decode(ReadOnlySpan<byte> source, int count)
    {
        int[] starts = new int[count];
        int[] lengths = new int[count];
        using var bytes = new ByteBuffer();
        DeltaByteArray.Decode(source, starts, lengths, bytes);
        string all = Encoding.ASCII.GetString(bytes.Written);
        return [.. starts.Zip(lengths, (start, length) => all.Substring(start, length))];
    }
}
