using FsCheck;
using FsCheck.Fluent;
using Parquet;
using Parquet.Columns;
using Parquet.Compression;
using Xunit;

namespace ParquetPolyfill.Tests.Compression;

public class SnappyPageTests
{
    private const int Guard = 100;

    /// <summary>Bytes with repetitions that reach across every place at which the page may be parted.</summary>
    private static readonly Gen<(int Seed, int Length)> Pages = Law.Seeds.Zip(Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(300, 5_000), Gen.Choose(60_000, 140_000)));

    [Fact]
    public void Head_and_rest_are_the_page_wherever_it_is_parted() => Law.Holds(Pages, static page =>
    {
        var random = new Random(page.Seed);
        byte[] expected = Generate(random, page.Length);
        byte[] compressed = Compress(expected);
        using var head = new ByteBuffer();
        var reader = new SnappyPage(compressed, expected.Length, head);
        int start = 0;
        for (int part = random.Next(4); part > 0; part--)
        {
            start = random.Next(start, Math.Min(expected.Length, start + 3_000) + 1);
            Assert.Equal(expected[..start], reader.Head(start).ToArray());
        }

        byte[] rest = new byte[expected.Length - start];
        reader.Rest(start, rest);
        Assert.Equal(expected[start..], rest);
    }, tests: 500);

    [Fact]
    public void Damaged_data_never_writes_outside_its_target() => Law.Holds(Law.Seeds, static seed =>
    {
        var random = new Random(seed);
        byte[] page = Generate(random, random.Next(1, 400));
        byte[] compressed = Compress(page);
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            compressed[random.Next(compressed.Length)] = (byte)random.Next(256);
        }

        int start = random.Next(page.Length + 1);
        byte[] target = [.. Enumerable.Repeat((byte)0x5a, page.Length - start + (2 * Guard))];
        using var head = new ByteBuffer();
        try
        {
            var reader = new SnappyPage(compressed, page.Length, head);
            reader.Head(start);
            reader.Rest(start, target.AsSpan(Guard, page.Length - start));
        }
        catch (ParquetException e)
        {
            Assert.NotEmpty(e.Message);
        }

        Assert.False(target.AsSpan(0, Guard).ContainsAnyExcept((byte)0x5a));
        Assert.False(target.AsSpan(target.Length - Guard).ContainsAnyExcept((byte)0x5a));
    }, tests: 3_000);

    [Fact]
    public void More_levels_than_the_page_has_bytes_are_refused()
    {
        byte[] compressed = Compress([1, 2, 3]);
        using var head = new ByteBuffer();
        Assert.Throws<ParquetException>(() =>
        {
            var reader = new SnappyPage(compressed, 3, head);
            reader.Head(4);
        });
    }

    private static byte[] Compress(byte[] page)
    {
        using var output = new ByteBuffer();
        SnappyCompressor.Compress([], page, output);
        return output.Written.ToArray();
    }

    private static byte[] Generate(Random random, int length)
    {
        byte[] bytes = new byte[length];
        int alphabet = random.Next(2) == 0 ? 2 : 256;
        for (int i = 0; i < length;)
        {
            int end = Math.Min(length, i + random.Next(1, 200));
            int back = i == 0 || random.Next(2) == 0 ? 0 : random.Next(1, i + 1);
            for (; i < end; i++)
            {
                bytes[i] = back > 0 ? bytes[i - back] : (byte)random.Next(alphabet);
            }
        }

        return bytes;
    }
}
