using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>The stored bytes of one column chunk.</summary>
/// <param name="where">Opens error messages: file, row group and column.</param>
/// <param name="memory">The bytes.</param>
/// <param name="rented">The array to give back, when the bytes were copied out of a stream.</param>
/// <param name="offset">Where they lie in the file.</param>
/// <param name="metadata">What the footer says of them.</param>
internal sealed class ChunkBytes(string where, ReadOnlyMemory<byte> memory, byte[]? rented, long offset, ColumnMetaData metadata) : IDisposable
{
    public string Where => where;

    public ReadOnlySpan<byte> Span => memory.Span;

    public long Offset => offset;

    public ColumnMetaData Metadata => metadata;

    public void Dispose()
    {
        if (rented is not null)
        {
            ByteArrays.Pool.Return(rented);
        }
    }
}
