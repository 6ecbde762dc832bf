using Parquet;
using Parquet.Columns;
using Parquet.Meta;
using Parquet.Thrift;
using Xunit;

namespace ParquetPolyfill.Tests.Thrift;

public class CompactProtocolTests
{
    [Fact]
    public void A_footer_reads_back_as_it_was_written()
    {
        var footer = new FileMetaData
        {
            Version = 2,
            NumRows = long.MaxValue,
            CreatedBy = "a name with ünïcödé",
            Schema = [.. Enumerable.Range(0, 20).Select(static i => new SchemaElement
            {
                Name = $"column {i}",
                RepetitionType = (FieldRepetitionType)(i % 3),
                FieldId = i - 10,
                LogicalType = new LogicalType { DECIMAL = new DecimalType { Precision = i, Scale = -i } },
            })],
            KeyValueMetadata = [new KeyValue { Key = "k" }],
            RowGroups = [new RowGroup { Ordinal = -3, Columns = [new ColumnChunk { MetaData = new ColumnMetaData { Encodings = [Encoding.RLE, Encoding.BYTE_STREAM_SPLIT], Statistics = new Statistics { MinValue = [1, 2], IsMaxValueExact = false } } }] }],
        };
        using var bytes = new ByteBuffer();
        footer.Write(new CompactWriter(bytes));
        FileMetaData read = Read(bytes.Written);
        Assert.Equal(long.MaxValue, read.NumRows);
        Assert.Equal("a name with ünïcödé", read.CreatedBy);
        Assert.Equal(20, read.Schema.Count);
        Assert.Equal((FieldRepetitionType.REPEATED, 1, -11), (read.Schema[11].RepetitionType, read.Schema[11].FieldId, read.Schema[11].LogicalType!.DECIMAL!.Scale));
        Assert.Null(read.KeyValueMetadata![0].Value);
        Assert.Equal(-3, read.RowGroups[0].Ordinal!.Value);
        ColumnMetaData column = read.RowGroups[0].Columns[0].MetaData!;
        Assert.Equal([Encoding.RLE, Encoding.BYTE_STREAM_SPLIT], column.Encodings);
        Assert.Equal([1, 2], column.Statistics!.MinValue!);
        Assert.False(column.Statistics.IsMaxValueExact);
        Assert.Null(column.Statistics.IsMinValueExact);
    }

    [Fact]
    public void Fields_of_later_versions_are_skipped_whatever_they_hold()
    {
        // Field 100 in turn as bool, byte, i64, double, binary, list of bools, map, struct and uuid; then field 3 (NumRows) = 5.
        foreach (string value in new[] { "01", "0307", "0654", "07" + "0000000000000000", "0803" + "616263", "0921" + "0102", "0B01" + "58" + "0A0161", "0C" + "1502" + "00", "0D" + "00112233445566778899AABBCCDDEEFF" })
        {
            byte type = Convert.FromHexString(value)[0];
            string hex = $"{type:X2}C801{value[2..]}0606" + "0A00";
            Assert.Equal(5, Read(Convert.FromHexString(hex)).NumRows);
        }
    }

    [Theory]
    [InlineData("", "no stop")]
    [InlineData("1C00", "an i32 field that is a struct")]
    [InlineData("29FCFFFFFFFF0F", "a list longer than the data")]
    [InlineData("68FFFFFFFF0F", "a string longer than the data")]
    [InlineData("15FFFFFFFFFFFFFFFFFFFFFFFF", "an endless number")]
    [InlineData("1580808080808080808001", "a number beyond 32 bits")]
    [InlineData("491C74FEFF7F00", "a number beyond 16 bits")]
    [InlineData("0EC801", "a type that does not exist")]
    public void Malformed_data_is_refused(string hex, string why)
    {
        Assert.NotEmpty(why);
        Assert.Throws<ParquetException>(() => Read(Convert.FromHexString(hex)));
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        byte[] deep = [.. Enumerable.Repeat((byte)0x1C, 100_000)];
        deep[0] = 0xFC;
        Assert.Contains("nest", Assert.Throws<ParquetException>(() => Read(deep)).Message, StringComparison.Ordinal);
    }

    private static FileMetaData Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CompactReader(bytes);
        return FileMetaData.Read(ref reader);
    }
}
