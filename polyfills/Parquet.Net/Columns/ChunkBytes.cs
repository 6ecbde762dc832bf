using System.Buffers;
using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>The stored bytes of one column chunk.</summary>
/// <param name="file">Opens error messages: the file's name with a colon, or nothing.</param>
/// <param name="memory">The bytes.</param>
/// <param name="rented">The array to give back, when the bytes were copied out of a stream.</param>
/// <param name="offset">Where they lie in the file.</param>
/// <param name="metadata">What the footer says of them.</param>
internal sealed class ChunkBytes(string file, ReadOnlyMemory<byte> memory, byte[]? rented, long offset, ColumnMetaData metadata) : IDisposable
{
    public string File => file;

    public ReadOnlySpan<byte> Span => memory.Span;

    public long Offset => offset;

    public ColumnMetaData Metadata => metadata;

    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
