using Parquet;
using Parquet.Schema;

namespace ReAgent.Data.Columns;

/// <summary>How this product writes Parquet: Snappy, dictionaries for texts, which repeat, and differences for whole numbers, which rise.</summary>
internal static class ParquetFormat
{
    public static ParquetOptions Options(ParquetSchema schema)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        foreach (var field in schema.GetDataFields())
        {
            if (field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string))
            {
                options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.Dictionary;
            }
            else if (field.ClrType == typeof(long))
            {
                options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.DeltaBinaryPacked;
            }
        }

        return options;
    }
}
