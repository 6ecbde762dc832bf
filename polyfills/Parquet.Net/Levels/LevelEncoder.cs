using System.Buffers.Binary;
using Parquet.Columns;
using Parquet.Encodings;

namespace Parquet.Levels;

/// <summary>Writes levels as a version 1 data page holds them: a length of four bytes, then runs.</summary>
internal static class LevelEncoder
{
    public static void Append(ReadOnlySpan<int> levels, int maximum, ByteBuffer output)
    {
        int start = output.Length;
        output.Append([0, 0, 0, 0]);
        HybridEncoder.Encode(levels, BitPacking.Width(maximum), output);
        BinaryPrimitives.WriteInt32LittleEndian(output.Rewrite(start, sizeof(int)), output.Length - start - sizeof(int));
    }
}
