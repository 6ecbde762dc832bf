using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>What the headers of both versions of data pages say, in one form.</summary>
internal readonly record struct PageLayout(
    int Slots,
    Encoding Encoding,
    Encoding DefinitionEncoding,
    Encoding RepetitionEncoding,
    int DefinitionBytes,
    int RepetitionBytes,
    bool IsCompressed)
{
    public static PageLayout Of(DataPageHeader? header) =>
        header is null
            ? throw new ParquetException("the data page has no data header")
            : new PageLayout(header.NumValues, header.Encoding, header.DefinitionLevelEncoding, header.RepetitionLevelEncoding, 0, 0, true);

    public static PageLayout Of(DataPageHeaderV2? header) =>
        header is null
            ? throw new ParquetException("the data page of version 2 has no data header")
            : new PageLayout(header.NumValues, header.Encoding, Encoding.RLE, Encoding.RLE, header.DefinitionLevelsByteLength, header.RepetitionLevelsByteLength, header.IsCompressed ?? true);
}
