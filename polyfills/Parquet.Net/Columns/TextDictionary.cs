using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parquet.Columns;

/// <summary>Numbers distinct texts in order of first appearance: open addressing over one array of characters, no object per text.</summary>
internal sealed class TextDictionary : IDisposable
{
    private char[] _chars = ArrayPool<char>.Shared.Rent(1024);
    private Entry[] _entries = new Entry[16];
    private int[] _slots = new int[64];
    private int _used;

    public int Count { get; private set; }

    /// <summary>The number of a text; a text not met before gets the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int IndexOf(ReadOnlySpan<char> text)
    {
        uint hash = Hash(text);
        int mask = _slots.Length - 1;
        for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            int index = _slots[slot] - 1;
            if (index < 0)
            {
                _slots[slot] = Count + 1;
                return Add(text, hash);
            }

            ref Entry entry = ref _entries[index];
            if (entry.Hash == hash && entry.Length == text.Length && _chars.AsSpan(entry.Start, entry.Length).SequenceEqual(text))
            {
                return index;
            }
        }
    }

    public void Dispose()
    {
        char[] chars = _chars;
        _chars = [];
        if (chars.Length > 0)
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private int Add(ReadOnlySpan<char> text, uint hash)
    {
        if (_chars.Length - _used < text.Length)
        {
            char[] larger = ArrayPool<char>.Shared.Rent(checked(Math.Max(_used + text.Length, 2 * _used)));
            _chars.AsSpan(0, _used).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_chars);
            _chars = larger;
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * Count);
        }

        text.CopyTo(_chars.AsSpan(_used));
        _entries[Count] = new Entry(_used, text.Length, hash);
        _used += text.Length;
        Count++;
        if (Count * 2 > _slots.Length)
        {
            Rehash();
        }

        return Count - 1;
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 4];
        int mask = _slots.Length - 1;
        for (int i = 0; i < Count; i++)
        {
            int slot = (int)_entries[i].Hash & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = i + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Hash(ReadOnlySpan<char> text)
    {
        const ulong multiplier = 0x9e37_79b9_7f4a_7c15;
        ulong hash = (ulong)text.Length * multiplier;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * multiplier;
            hash ^= hash >> 32;
        }

        foreach (char rest in MemoryMarshal.Cast<byte, char>(bytes))
        {
            hash = (hash ^ rest) * multiplier;
        }

        return (uint)(hash >> 32);
    }

    private readonly record struct Entry(int Start, int Length, uint Hash);
}
