using System.Runtime.InteropServices;

namespace Parquet.Columns;

/// <summary>A CLR form of byte arrays.</summary>
internal interface IBinaryForm<T>
{
    /// <summary>Whether many values may be slices of one array.</summary>
    static abstract bool SharesBytes { get; }

    static abstract ReadOnlySpan<byte> Bytes(T value);

    static abstract T Keep(ReadOnlyMemory<byte> bytes);
}

/// <summary>Byte arrays as slices.</summary>
internal readonly struct BinarySlice : IBinaryForm<ReadOnlyMemory<byte>>
{
    public static bool SharesBytes => true;

    public static ReadOnlySpan<byte> Bytes(ReadOnlyMemory<byte> value) => value.Span;

    public static ReadOnlyMemory<byte> Keep(ReadOnlyMemory<byte> bytes) => bytes;
}

/// <summary>Byte arrays as arrays.</summary>
internal readonly struct BinaryArray : IBinaryForm<byte[]>
{
    public static bool SharesBytes => false;

    public static ReadOnlySpan<byte> Bytes(byte[] value) => value;

    public static byte[] Keep(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment) && segment.Offset == 0 && segment.Array!.Length == segment.Count
            ? segment.Array
            : bytes.ToArray();
}
