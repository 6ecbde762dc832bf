using System.Runtime.CompilerServices;

namespace ReAgent.Data.Columns;

/// <summary>A column with one value per row.</summary>
/// <typeparam name="T"><see cref="double"/>, <see cref="long"/>, <see cref="bool"/> or <see cref="string"/>.</typeparam>
public sealed class ValueColumn<T> : Column
{
    // Below this a loop is faster than a call.
    private const int FewValues = 8;
    private const int LargeArray = 1 << 17;

    private T[] _values = [];
    private int _count;

    /// <summary>What stands for an absent value: NaN, the smallest whole number, an empty text, false.</summary>
    internal static T Absent { get; } = AbsentValue();

    /// <inheritdoc/>
    public override int Count => _count;

    /// <inheritdoc/>
    public override long Bytes => (long)_count * Unsafe.SizeOf<T>();

    /// <summary>All values, in order.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, _count);

    /// <summary>All values, in order.</summary>
    public ReadOnlyMemory<T> Memory => _values.AsMemory(0, _count);

    /// <summary>Value of a row.</summary>
    public T this[int row]
    {
        get => _values.AsSpan(0, _count)[row];
        set => _values.AsSpan(0, _count)[row] = value;
    }

    /// <summary>Appends a value.</summary>
    public void Add(T value)
    {
        if (_count == _values.Length)
        {
            Reserve(_count + 1);
        }

        _values[_count++] = value;
    }

    /// <summary>Appends rows that the caller fills in; what they hold before is not defined.</summary>
    public Memory<T> Extend(int count)
    {
        Reserve(_count + count);
        _count += count;
        return _values.AsMemory(_count - count, count);
    }

    /// <summary>Makes room for a number of rows in all.</summary>
    public void Reserve(int count)
    {
        if (count > _values.Length)
        {
            // Large arrays grow by a quarter: half of them lying idle would be most of what a job takes.
            var growth = _values.Length < LargeArray ? _values.Length : _values.Length / 4;
            var larger = GC.AllocateUninitializedArray<T>(Math.Max(count, (int)Math.Min(Array.MaxLength, Math.Max(16, _values.Length + (long)growth))));
            _values.AsSpan(0, _count).CopyTo(larger);
            _values = larger;
        }
    }

    /// <inheritdoc/>
    public override Column NewEmpty() => new ValueColumn<T>();

    /// <inheritdoc/>
    public override void Append(Column source, int start, int count) =>
        ((ValueColumn<T>)source)._values.AsSpan(start, count).CopyTo(Extend(count).Span);

    /// <inheritdoc/>
    public override void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        var from = ((ValueColumn<T>)source).Values;
        var to = Extend(rows.Length).Span;
        var absent = Absent;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            to[i] = row < 0 ? absent : from[row];
        }
    }

    /// <inheritdoc/>
    public override void AppendAbsent(int count = 1) => Extend(count).Span.Fill(Absent);

    /// <inheritdoc/>
    public override int CompareRows(int row, Column other, int otherRow) => Compare(_values[row], ((ValueColumn<T>)other)._values[otherRow]);

    /// <inheritdoc/>
    public override void Truncate(int count)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _values.AsSpan(count, _count - count).Clear();
        }

        _count = count;
    }

    internal override void AppendSlices(Column source, ReadOnlySpan<int> offsets, ReadOnlySpan<int> rows)
    {
        var total = 0;
        foreach (var row in rows)
        {
            total += row < 0 ? 0 : offsets[row + 1] - offsets[row];
        }

        var from = ((ValueColumn<T>)source).Values;
        var to = Extend(total).Span;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if (row < 0)
            {
                continue;
            }

            // Rows that follow each other, as in a log in order, are copied at once.
            var last = row;
            while (i + 1 < rows.Length && rows[i + 1] == last + 1)
            {
                last++;
                i++;
            }

            var slice = from[offsets[row]..offsets[last + 1]];
            if (slice.Length > FewValues)
            {
                slice.CopyTo(to);
            }
            else
            {
                for (var value = 0; value < slice.Length; value++)
                {
                    to[value] = slice[value];
                }
            }

            to = to[slice.Length..];
        }
    }

    /// <summary>Orders two values: texts by code unit, NaN before all numbers.</summary>
    internal static int Compare(T left, T right) => typeof(T) == typeof(string)
        ? string.CompareOrdinal((string?)(object?)left, (string?)(object?)right)
        : Comparer<T>.Default.Compare(left, right);

    private static T AbsentValue() => typeof(T) switch
    {
        var type when type == typeof(double) => (T)(object)double.NaN,
        var type when type == typeof(long) => (T)(object)long.MinValue,
        var type when type == typeof(string) => (T)(object)"",
        _ => default!,
    };
}
