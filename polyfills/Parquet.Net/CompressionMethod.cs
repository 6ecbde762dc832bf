namespace Parquet;

/// <summary>How the bytes of a page are compressed.</summary>
public enum CompressionMethod
{
    /// <summary>Stored as they are.</summary>
    None = 0,

    /// <summary>Snappy blocks; the default, and the fastest that still compresses.</summary>
    Snappy = 1,

    /// <summary>RFC 1952 members.</summary>
    Gzip = 2,

    /// <summary>Known to the format, supported by nobody here: asking for it throws.</summary>
    Lzo = 3,

    /// <summary>RFC 7932 streams.</summary>
    Brotli = 4,

    /// <summary>LZ4 in the deprecated framing of Hadoop when read; written as raw blocks.</summary>
    LZ4 = 5,

    /// <summary>RFC 8878 frames, through the system's libzstd.</summary>
    Zstd = 6,

    /// <summary>LZ4 blocks without framing, through the system's liblz4.</summary>
    Lz4Raw = 7,
}
