using System.Numerics;
using System.Runtime.InteropServices;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Timelines;

/// <summary>What writer and reader of partition files agree on.</summary>
internal static class PartitionFormat
{
    /// <summary>"RAPART01".</summary>
    public const ulong Magic = 0x3130_5452_4150_4152;

    /// <summary>Number of blocks, checksum of the index, magic.</summary>
    public const int FooterBytes = 16;

    /// <summary>CRC-32C.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var value in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}

/// <summary>Where a block of a partition file is.</summary>
/// <param name="Bucket">Bucket of its rows.</param>
/// <param name="Rows">Their number.</param>
/// <param name="Offset">First byte in the file.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="Checksum">CRC-32C of them.</param>
internal readonly record struct PartitionBlock(int Bucket, int Rows, long Offset, int Length, uint Checksum)
{
    /// <summary>Bytes of an entry of the index.</summary>
    public const int Bytes = 24;

    public void Write(BlockWriter to)
    {
        to.Write(Bucket);
        to.Write(Rows);
        to.Write(Offset);
        to.Write(Length);
        to.Write((int)Checksum);
    }

    public static PartitionBlock Read(ref BlockReader from) => new(from.ReadInt(), from.ReadInt(), from.ReadLong(), from.ReadInt(), (uint)from.ReadInt());
}
