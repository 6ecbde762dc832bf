namespace Parquet;

/// <summary>How the values of a column should be laid out. A hint that does not apply to the column's type is ignored.</summary>
public enum EncodingHint
{
    /// <summary>PLAIN.</summary>
    Default,

    /// <summary>A dictionary page and indices into it, for strings with few distinct values (<see cref="ParquetOptions.DictionaryEncodingThreshold"/>).</summary>
    Dictionary,

    /// <summary>Bit-packed differences, for 32 and 64 bit integers.</summary>
    DeltaBinaryPacked,

    /// <summary>One stream per byte of the value, for float and double; helps the compressor that follows.</summary>
    ByteSplitStream,
}
