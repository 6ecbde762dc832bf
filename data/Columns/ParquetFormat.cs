using Parquet;
using Parquet.Schema;

namespace ReAgent.Data.Columns;

/// <summary>How this product writes Parquet: Snappy, and dictionaries for texts, which repeat.</summary>
internal static class ParquetFormat
{
    public static ParquetOptions Options(ParquetSchema schema)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        foreach (var field in schema.GetDataFields().Where(field => field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string)))
        {
            options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.Dictionary;
        }

        return options;
    }
}
