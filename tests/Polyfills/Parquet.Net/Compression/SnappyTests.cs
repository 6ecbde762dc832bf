using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parquet;
using Parquet.Columns;
using Parquet.Compression;
using Xunit;

namespace ParquetPolyfill.Tests.Compression;

public class SnappyTests
{
    /// <summary>From noise to constant bytes, with repetitions near and far, across the 64 KiB fragments.</summary>
    private static readonly Gen<byte[]> Inputs =
        from seed in Law.Seeds
        from alphabet in Gen.Elements(1, 2, 5, 256)
        from length in Gen.OneOf(Gen.Choose(0, 100), Gen.Choose(100, 3_000), Gen.Choose(65_000, 140_000))
        select Generate(seed, alphabet, length);

    [Fact]
    public void What_was_compressed_decompresses_to_the_same_bytes() => Law.Holds(Inputs, static input =>
    {
        byte[] compressed = Compress(input);
        Assert.Equal(input, Decompress(compressed, input.Length, slack: 0));
        Assert.Equal(input, Decompress(compressed, input.Length, SnappyDecompressor.Slack));
    });

    [Fact]
    public void Two_pieces_decompress_to_their_concatenation() => Law.Holds(Inputs.Zip(Inputs), static pair =>
    {
        (byte[] head, byte[] body) = pair;
        using var output = new ByteBuffer();
        SnappyCompressor.Compress(head, body, output);
        Assert.Equal([.. head, .. body], Decompress(output.Written, head.Length + body.Length, slack: 0));
    }, tests: 50);

    [Fact]
    public void Repetitive_input_shrinks_and_noise_hardly_grows()
    {
        Assert.InRange(Compress(new byte[100_000]).Length, 1, 5_000);
        Assert.InRange(Compress(Generate(1, 256, 100_000)).Length, 100_000, 100_100);
    }

    [Theory]
    [InlineData("00", "")]
    [InlineData("0100" + "61", "a")]
    [InlineData("0508" + "616263" + "0502", null)]
    [InlineData("0A" + "00" + "61" + "1501", "aaaaaaaaaa")]
    [InlineData("0A" + "04" + "6162" + "1E0200", "ababababab")]
    [InlineData("0A" + "04" + "6162" + "1F02000000", "ababababab")]
    [InlineData("0C" + "08" + "616263" + "1503", "abcabcabcabc")]
    [InlineData("0C" + "08" + "616263" + "2203" + "00", "abcabcabcabc")]
    [InlineData("03" + "F002" + "616263", "abc")]
    [InlineData("03" + "F40200" + "616263", "abc")]
    [InlineData("03" + "FC02000000" + "616263", "abc")]
    public void Elements_of_every_form_are_understood(string hex, string? text)
    {
        byte[] compressed = Convert.FromHexString(hex);
        if (text is null)
        {
            Assert.Throws<ParquetException>(() => Decompress(compressed, compressed[0], slack: 0));
        }
        else
        {
            Assert.Equal(text, Encoding.ASCII.GetString(Decompress(compressed, text.Length, slack: 0)));
        }
    }

    [Theory]
    [InlineData("", 0, "nothing at all")]
    [InlineData("05", 5, "no elements")]
    [InlineData("0100" + "61", 2, "another length than the page's")]
    [InlineData("0108" + "6162", 1, "a literal that is cut off")]
    [InlineData("0104" + "6162", 1, "a literal beyond the declared length")]
    [InlineData("05" + "00" + "61" + "0100", 5, "a copy from zero bytes back")]
    [InlineData("05" + "00" + "61" + "0102", 5, "a copy from before the start")]
    [InlineData("02" + "00" + "61" + "0101", 2, "a copy beyond the declared length")]
    [InlineData("05" + "00" + "61" + "01", 5, "a copy that is cut off")]
    [InlineData("05" + "00" + "61" + "0E01", 5, "a two-byte copy that is cut off")]
    [InlineData("05" + "00" + "61" + "0F010000", 5, "a four-byte copy that is cut off")]
    [InlineData("05" + "FCFFFFFFFF", 5, "a literal of four gigabytes")]
    [InlineData("05" + "00" + "61" + "0FFFFFFFFF", 5, "a copy from four gigabytes back")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFF", 5, "an endless length")]
    public void Malformed_data_is_refused(string hex, int length, string why)
    {
        Assert.NotEmpty(why);
        Assert.Throws<ParquetException>(() => Decompress(Convert.FromHexString(hex), length, slack: 0));
        Assert.Throws<ParquetException>(() => Decompress(Convert.FromHexString(hex), length, SnappyDecompressor.Slack));
    }

    [Fact]
    public void Damaged_data_never_writes_outside_its_target() => Law.Holds(Law.Seeds, static seed =>
    {
        var random = new Random(seed);
        byte[] input = Generate(seed, 3, random.Next(1, 400));
        byte[] compressed = Compress(input);
        compressed[random.Next(compressed.Length)] ^= (byte)random.Next(1, 256);
        byte[] target = Enumerable.Repeat((byte)0x5a, input.Length + 200).ToArray();
        try
        {
            SnappyDecompressor.Decompress(compressed, target.AsSpan(100, input.Length), input.Length);
        }
        catch (ParquetException)
        {
            Assert.True(target.Length > 200);
        }

        Assert.False(target.AsSpan(0, 100).ContainsAnyExcept((byte)0x5a));
        Assert.False(target.AsSpan(100 + input.Length).ContainsAnyExcept((byte)0x5a));
    }, tests: 2_000);

    private static byte[] Compress(byte[] input)
    {
        using var output = new ByteBuffer();
        SnappyCompressor.Compress([], input, output);
        return output.Written.ToArray();
    }

    private static byte[] Decompress(ReadOnlySpan<byte> compressed, int length, int slack)
    {
        byte[] target = new byte[length + slack];
        SnappyDecompressor.Decompress(compressed, target, length);
        return target[..length];
    }

    private static byte[] Generate(int seed, int alphabet, int length)
    {
        var random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length;)
        {
            int step = Math.Min(length - i, random.Next(1, 120));
            bool isRepetition = alphabet < 256 && i > 0 && random.Next(2) == 0;
            int back = random.Next(1, Math.Max(2, i));
            for (int end = i + step; i < end; i++)
            {
                bytes[i] = isRepetition ? bytes[i - back] : (byte)random.Next(alphabet);
            }
        }

        return bytes;
    }
}
