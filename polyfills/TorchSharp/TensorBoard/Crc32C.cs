using System;
using System.Numerics;

namespace TorchSharp.TensorBoard;

/// <summary>CRC-32C (Castagnoli) in the masked form of TFRecord files.</summary>
internal static class Crc32C
{
    internal static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }
        crc = ~crc;
        // Masked, so that a checksum over data that holds checksums stays strong.
        return BitOperations.RotateRight(crc, 15) + 0xa282ead8;
    }
}
