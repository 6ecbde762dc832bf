using System.Numerics;
using System.Runtime.InteropServices;

namespace ReAgent.Data.Columns;

/// <summary>
/// Rows of a column as bytes, for files of our own that live for the length of a job. Whole numbers take as many bytes as their range needs,
/// texts are written once each, numbers are kept as they are.
/// </summary>
internal static class ColumnBlock
{
    /// <summary>Writes rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> − 1.</summary>
    public static void Write(BlockWriter to, Column column, int start, int count)
    {
        switch (column)
        {
            case ValueColumn<double> numbers:
                WriteNumbers(to, numbers.Values.Slice(start, count));
                break;
            case ValueColumn<long> integers:
                WriteIntegers(to, integers.Values.Slice(start, count));
                break;
            case ValueColumn<bool> flags:
                to.Write(MemoryMarshal.AsBytes(flags.Values.Slice(start, count)));
                break;
            case ValueColumn<string> texts:
                WriteTexts(to, texts.Values.Slice(start, count));
                break;
            case RaggedColumn ragged:
                var offsets = ragged.Offsets.Slice(start, count + 1);
                WriteLengths(to, offsets);
                foreach (var child in ragged.Children)
                {
                    Write(to, child, offsets[0], offsets[^1] - offsets[0]);
                }

                break;
        }
    }

    /// <summary>Appends rows that <see cref="Write"/> wrote to a column of the same shape.</summary>
    public static void Read(ref BlockReader from, Column column, int count)
    {
        switch (column)
        {
            case ValueColumn<double> numbers:
                ReadNumbers(ref from, numbers.Extend(count).Span);
                break;
            case ValueColumn<long> integers:
                ReadIntegers(ref from, integers.Extend(count).Span);
                break;
            case ValueColumn<bool> flags:
                from.Read(MemoryMarshal.AsBytes(flags.Extend(count).Span));
                break;
            case ValueColumn<string> texts:
                ReadTexts(ref from, texts.Extend(count).Span);
                break;
            case RaggedColumn ragged:
                var entries = ReadLengths(ref from, ragged, count);
                foreach (var child in ragged.Children)
                {
                    Read(ref from, child, entries);
                }

                break;
        }
    }

    private static void WriteNumbers(BlockWriter to, ReadOnlySpan<double> values)
    {
        var bits = MemoryMarshal.Cast<double, long>(values);
        var constant = bits.IsEmpty || !bits.ContainsAnyExcept(bits[0]);
        to.Write((byte)(constant ? 0 : 1));
        to.Write(MemoryMarshal.AsBytes(constant && !values.IsEmpty ? values[..1] : values));
    }

    private static void ReadNumbers(ref BlockReader from, Span<double> values)
    {
        if (from.ReadByte() != 0 || values.IsEmpty)
        {
            from.Read(MemoryMarshal.AsBytes(values));
            return;
        }

        from.Read(MemoryMarshal.AsBytes(values[..1]));
        values.Fill(values[0]);
    }

    private static void WriteIntegers(BlockWriter to, ReadOnlySpan<long> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var (min, max) = Range(values);
        var range = (ulong)max - (ulong)min;
        var width = range switch { 0 => 0, <= byte.MaxValue => 1, <= ushort.MaxValue => 2, <= uint.MaxValue => 4, _ => 8 };
        to.Write((byte)width);
        to.Write(min);
        switch (width)
        {
            case 1:
                Narrow<byte>(to.Reserve(values.Length), values, min);
                break;
            case 2:
                Narrow<ushort>(to.Reserve(values.Length * 2), values, min);
                break;
            case 4:
                Narrow<uint>(to.Reserve(values.Length * 4), values, min);
                break;
            case 8:
                to.Write(MemoryMarshal.AsBytes(values));
                break;
        }
    }

    private static void ReadIntegers(ref BlockReader from, Span<long> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var width = from.ReadByte();
        var min = from.ReadLong();
        switch (width)
        {
            case 0:
                values.Fill(min);
                break;
            case 1:
                Widen<byte>(from.Take(values.Length), values, min);
                break;
            case 2:
                Widen<ushort>(from.Take(values.Length * 2), values, min);
                break;
            case 4:
                Widen<uint>(from.Take(values.Length * 4), values, min);
                break;
            default:
                from.Read(MemoryMarshal.AsBytes(values));
                break;
        }
    }

    private static (long Min, long Max) Range(ReadOnlySpan<long> values)
    {
        long min = values[0], max = values[0];
        var at = 0;
        if (Vector.IsHardwareAccelerated && values.Length >= Vector<long>.Count)
        {
            var (low, high) = (new Vector<long>(values[0]), new Vector<long>(values[0]));
            for (; at + Vector<long>.Count <= values.Length; at += Vector<long>.Count)
            {
                var lane = new Vector<long>(values[at..]);
                (low, high) = (Vector.Min(low, lane), Vector.Max(high, lane));
            }

            for (var lane = 0; lane < Vector<long>.Count; lane++)
            {
                (min, max) = (Math.Min(min, low[lane]), Math.Max(max, high[lane]));
            }
        }

        foreach (var value in values[at..])
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }

        return (min, max);
    }

    private static void Narrow<T>(Span<byte> to, ReadOnlySpan<long> values, long min)
        where T : unmanaged, INumberBase<T>
    {
        var narrow = MemoryMarshal.Cast<byte, T>(to);
        for (var i = 0; i < narrow.Length; i++)
        {
            narrow[i] = T.CreateTruncating(values[i] - min);
        }
    }

    private static void Widen<T>(ReadOnlySpan<byte> from, Span<long> values, long min)
        where T : unmanaged, INumberBase<T>
    {
        var narrow = MemoryMarshal.Cast<byte, T>(from);
        for (var i = 0; i < narrow.Length; i++)
        {
            values[i] = long.CreateTruncating(narrow[i]) + min;
        }
    }

    private static void WriteLengths(BlockWriter to, ReadOnlySpan<int> offsets)
    {
        var lengths = to.Scratch(offsets.Length - 1);
        for (var row = 0; row < lengths.Length; row++)
        {
            lengths[row] = offsets[row + 1] - offsets[row];
        }

        WriteIntegers(to, lengths);
    }

    private static int ReadLengths(ref BlockReader from, RaggedColumn column, int count)
    {
        var scratch = System.Buffers.ArrayPool<long>.Shared.Rent(count);
        var lengths = scratch.AsSpan(0, count);
        ReadIntegers(ref from, lengths);
        var before = column.Entries;
        column.EndRows(lengths);
        System.Buffers.ArrayPool<long>.Shared.Return(scratch);
        return column.Entries - before;
    }

    private static void WriteTexts(BlockWriter to, ReadOnlySpan<string> texts)
    {
        var codes = to.Scratch(texts.Length);
        var pool = to.Texts;
        pool.Clear();
        for (var row = 0; row < texts.Length; row++)
        {
            codes[row] = pool.CodeOf(texts[row]);
        }

        to.Write(pool.Texts.Count);
        foreach (var text in pool.Texts)
        {
            to.Write(text.Length);
            to.Write(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        WriteIntegers(to, codes);
    }

    private static void ReadTexts(ref BlockReader from, Span<string> texts)
    {
        var pool = new string[from.ReadInt()];
        for (var code = 0; code < pool.Length; code++)
        {
            var length = from.ReadInt();
            pool[code] = from.Texts.TextOf(MemoryMarshal.Cast<byte, char>(from.Take(length * sizeof(char))));
        }

        var scratch = System.Buffers.ArrayPool<long>.Shared.Rent(texts.Length);
        var codes = scratch.AsSpan(0, texts.Length);
        ReadIntegers(ref from, codes);
        for (var row = 0; row < texts.Length; row++)
        {
            texts[row] = pool[codes[row]];
        }

        System.Buffers.ArrayPool<long>.Shared.Return(scratch);
    }
}
