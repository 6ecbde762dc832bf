using System.IO.Compression;

namespace Parquet;

/// <summary>How files are read and written.</summary>
public class ParquetOptions
{
    /// <summary>Compression of the pages written. Default: <see cref="CompressionMethod.Snappy"/>.</summary>
    public CompressionMethod CompressionMethod { get; set; } = CompressionMethod.Snappy;

    /// <summary>Effort of Gzip, Brotli and Zstd (Zstd: SmallestSize is level 19, Optimal 3, Fastest 1). Default: <see cref="CompressionLevel.SmallestSize"/>.</summary>
    public CompressionLevel CompressionLevel { get; set; } = CompressionLevel.SmallestSize;

    /// <summary>Reads byte arrays that carry no annotation as strings. Default: false.</summary>
    public bool TreatByteArrayAsString { get; set; }

    /// <summary>Reads dates as <see cref="System.DateOnly"/> instead of <see cref="System.DateTime"/>. Default: false.</summary>
    public bool UseDateOnlyTypeForDates { get; set; }

    /// <summary>Encodings asked for, by column path (<c>field.Path.ToString()</c>). Default: none, every column is written PLAIN.</summary>
    public IDictionary<string, EncodingHint> ColumnEncodingHints { get; set; } = new Dictionary<string, EncodingHint>();

    /// <summary>Highest share of distinct values, 0 to 1, at which a column hinted <see cref="EncodingHint.Dictionary"/> gets its dictionary. Default: 0.8.</summary>
    public double DictionaryEncodingThreshold { get; set; } = 0.8;

    /// <summary>How many leading values decide whether a dictionary is worth it; 0 means all of them. Default: 0.</summary>
    public int DictionaryEncodingSampleSize { get; set; }
}
