using System.Runtime.InteropServices;

namespace Orleans.Runtime;

/// <summary>A hash that every process agrees on (FNV-1a over UTF-16 code units, finished by the mixer of MurmurHash3).</summary>
internal static class StableHash
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * Prime;
        }

        return Mix(hash);
    }

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var unit in bytes)
        {
            hash = (hash ^ unit) * Prime;
        }

        return Mix(hash);
    }

    public static uint Combine(uint left, uint right)
    {
        ReadOnlySpan<uint> both = [left, right];
        return Of(MemoryMarshal.AsBytes(both));
    }

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
