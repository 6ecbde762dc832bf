using Parquet;
using Parquet.Meta;
using Parquet.Schema;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

public class DictionaryHintTests
{
    [Theory]
    [InlineData(8, 0.8, 0, true)]
    [InlineData(9, 0.8, 0, false)]
    [InlineData(9, 0.95, 0, true)]
    [InlineData(1, 0.05, 0, false)]
    public async Task A_dictionary_is_made_when_few_enough_values_are_distinct(int distinct, double threshold, int sample, bool expected) =>
        Assert.Equal(expected, await HasDictionary([.. Enumerable.Range(0, 10).Select(i => $"v{Math.Min(i, distinct - 1)}")], threshold, sample));

    [Fact]
    public async Task A_sample_decides_by_its_own_values_alone()
    {
        string[] values = [.. Enumerable.Repeat("same", 10), .. Enumerable.Range(0, 100).Select(static i => $"other {i}")];
        Assert.True(await HasDictionary(values, 0.8, sample: 10));
        Assert.False(await HasDictionary(values, 0.8, sample: 0));
    }

    [Fact]
    public async Task Thousands_of_distinct_values_keep_their_places() =>
        Assert.True(await HasDictionary([.. Enumerable.Range(0, 20_000).Select(static i => $"value {i * 7919 % 5_000}")], 0.8, 0));

    [Fact]
    public async Task Texts_that_are_one_object_are_numbered_like_texts_that_are_equal()
    {
        string shared = new('a', 3);
        string[] values = ["b", shared, shared, "aaa", new('a', 3), shared, "b", "c", "c", shared, "aa"];
        Assert.True(await HasDictionary(values, 0.8, 0));
    }

    [Fact]
    public async Task Texts_of_a_dictionary_come_as_one_object_each()
    {
        string[] values = ["left", "right", "left", "left", "right"];
        var field = new DataField("x", typeof(string), isNullable: false);
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream, new ParquetOptions { ColumnEncodingHints = { ["x"] = EncodingHint.Dictionary } }))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(field, values);
        }

        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        var texts = new ReadOnlyMemory<char>[values.Length];
        await reader.RowGroups[0].ReadAsync<ReadOnlyMemory<char>>(reader.Schema.DataFields[0], texts);
        Assert.Equal(values, texts.Select(static text => text.ToString()));
        Assert.True(texts[0].Equals(texts[2]) && texts[1].Equals(texts[4]), "equal texts are different objects");
    }

    [Fact]
    public async Task Without_the_hint_and_for_numbers_there_is_none()
    {
        Assert.False(await HasDictionary(["a", "a", "a"], 0.8, 0, EncodingHint.Default));
        var field = new DataField<int>("x");
        Encoding[] encodings = await WriteAsync(field, group => group.WriteAsync<int>(field, new int[100]), new ParquetOptions { ColumnEncodingHints = { ["x"] = EncodingHint.Dictionary } });
        Assert.DoesNotContain(Encoding.RLE_DICTIONARY, encodings);
    }

    private static async Task<bool> HasDictionary(string[] values, double threshold, int sample, EncodingHint hint = EncodingHint.Dictionary)
    {
        var field = new DataField<string>("x");
        var options = new ParquetOptions { DictionaryEncodingThreshold = threshold, DictionaryEncodingSampleSize = sample, ColumnEncodingHints = { ["x"] = hint } };
        Encoding[] encodings = await WriteAsync(field, group => group.WriteAsync(field, values), options, values);
        return encodings.Contains(Encoding.RLE_DICTIONARY);
    }

    private static async Task<Encoding[]> WriteAsync(DataField field, Func<ParquetRowGroupWriter, Task> write, ParquetOptions options, string[]? expected = null)
    {
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream, options))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await write(group);
        }

        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        if (expected is not null)
        {
            string?[] read = new string?[expected.Length];
            await reader.RowGroups[0].ReadAsync(reader.Schema.DataFields[0], read);
            Assert.Equal(expected, read);
        }

        return [.. reader.RowGroups[0].GetMetadata(reader.Schema.DataFields[0])!.MetaData!.Encodings];
    }
}
