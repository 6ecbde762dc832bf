using FsCheck.Fluent;
using Parquet;
using Parquet.Schema;
using ParquetPolyfill.Tests.Records;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

/// <summary>The law of the whole: whatever rows of whatever schema are written, the same are read.</summary>
public class NestedRoundTripTests
{
    private static readonly CompressionMethod[] Fast = [CompressionMethod.None, CompressionMethod.Snappy];

    [Fact]
    public void Rows_of_any_schema_read_back_under_any_encoding() => Law.Holds(
        Law.Seeds.Zip(Gen.Elements(Fast)).Zip(Gen.Elements(Enum.GetValues<EncodingHint>())),
        static choice =>
        {
            ((int seed, CompressionMethod compression), EncodingHint hint) = choice;
            var records = new RandomRecords(seed);
            ParquetSchema schema = records.Schema();
            List<object?[]> rows = records.Rows(schema, 40);
            var options = new ParquetOptions { CompressionMethod = compression };
            foreach (DataField leaf in schema.GetDataFields())
            {
                options.ColumnEncodingHints[leaf.Path.ToString()] = hint;
            }

            using var file = new MemoryStream();
            RecordFile.WriteAsync(file, schema, rows, options, rowsPerGroup: 15).GetAwaiter().GetResult();
            (ParquetSchema readSchema, List<object?[]> read) = Read(file);
            Assert.Equal(schema, readSchema);
            Assert.Null(RecordJson.Difference(RecordJson.Of(schema, rows), RecordJson.Of(readSchema, read)));
        },
        tests: 300);

    [Fact]
    public void A_schema_that_was_read_can_be_written_with() => Law.Holds(
        Law.Seeds,
        static seed =>
        {
            var records = new RandomRecords(seed);
            ParquetSchema schema = records.Schema();
            List<object?[]> rows = records.Rows(schema, 10);
            using var first = new MemoryStream();
            using var second = new MemoryStream();
            RecordFile.WriteAsync(first, schema, rows, new ParquetOptions()).GetAwaiter().GetResult();
            (ParquetSchema readSchema, List<object?[]> read) = Read(first);
            RecordFile.WriteAsync(second, readSchema, read, new ParquetOptions()).GetAwaiter().GetResult();
            Assert.Equal(first.ToArray(), second.ToArray());
        },
        tests: 100);

    private static (ParquetSchema Schema, List<object?[]> Rows) Read(Stream file)
    {
        // Dates would otherwise come back as another type than they were written as.
        var options = new ParquetOptions { UseDateOnlyTypeForDates = true };
        ParquetReader reader = ParquetReader.CreateAsync(file, options).GetAwaiter().GetResult();
        return (reader.Schema, RecordFile.ReadAsync(file, options).GetAwaiter().GetResult());
    }
}
