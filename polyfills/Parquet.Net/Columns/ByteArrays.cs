using System.Buffers;

namespace Parquet.Columns;

/// <summary>
/// Arrays for the bytes of pages and chunks. The shared pool keeps some for every thread that ever returned one; this one keeps a few of each size in
/// all, since a chunk may be as large as the memory that a job has to spare.
/// </summary>
internal static class ByteArrays
{
    private const int LargestArray = 1 << 30;
    private const int KeptOfEachSize = 4;

    public static ArrayPool<byte> Pool { get; } = ArrayPool<byte>.Create(LargestArray, KeptOfEachSize);
}
