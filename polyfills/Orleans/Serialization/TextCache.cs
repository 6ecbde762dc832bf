using System.Runtime.InteropServices;
using System.Text;

namespace Orleans.Serialization;

/// <summary>
/// Remembers what texts on the wire mean, so that a name that comes with every message is decoded once. It holds a fixed number of short
/// texts, the latest of each hash; whatever comes, it does not grow.
/// </summary>
internal sealed class TextCache<T>(Func<string, T> make)
{
    private const int Slots = 4096;
    private const int LongestText = 256;
    private readonly Entry?[] entries = new Entry?[Slots];

    public T Get(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestText)
        {
            return make(Encoding.UTF8.GetString(text));
        }

        ref var slot = ref entries[Hash(text) % Slots];
        if (Volatile.Read(ref slot) is { } entry && text.SequenceEqual(entry.Text))
        {
            return entry.Value;
        }

        var value = make(Encoding.UTF8.GetString(text));
        Volatile.Write(ref slot, new(text.ToArray(), value));
        return value;
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length;
        while (text.Length >= sizeof(ulong))
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(text)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
            text = text[sizeof(ulong)..];
        }

        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 0x100000001B3;
        }

        return (uint)(hash ^ (hash >> 29));
    }

    private sealed record Entry(byte[] Text, T Value);
}
