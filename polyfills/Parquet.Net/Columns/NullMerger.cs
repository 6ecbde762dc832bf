using System.Buffers;
using System.Runtime.CompilerServices;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Puts present values of a flat leaf back to their rows, with nulls between them.</summary>
internal sealed class NullMerger<T> : IDisposable
{
    private readonly int _maximum;
    private readonly int _rows;
    private readonly int[] _levels;
    private T[] _packed = [];

    /// <exception cref="ArgumentException">The leaf repeats, or the buffer is too small.</exception>
    public NullMerger(DataField field, int rows, int room, Memory<int>? repetitionLevels)
    {
        if (field.MaxRepetitionLevel > 0)
        {
            throw new ArgumentException($"Column '{field.Path}' repeats (up to level {field.MaxRepetitionLevel}); read it raw with its levels", nameof(field));
        }

        if (room < rows)
        {
            throw new ArgumentException($"Column '{field.Path}' has {rows} rows, but the buffer has room for {room}", nameof(field));
        }

        repetitionLevels?.Span.Clear();
        _maximum = field.MaxDefinitionLevel;
        _rows = rows;
        _levels = ArrayPool<int>.Shared.Rent(Math.Max(1, rows));
    }

    /// <summary>Room for the levels of all rows.</summary>
    public Memory<int> Levels => _levels.AsMemory(0, _rows);

    /// <summary>Room for the values of all rows.</summary>
    public Memory<T> Packed
    {
        get
        {
            if (_packed.Length == 0)
            {
                _packed = ArrayPool<T>.Shared.Rent(Math.Max(1, _rows));
            }

            return _packed.AsMemory(0, _rows);
        }
    }

    public bool IsPresent(int row) => _maximum == 0 || _levels[row] == _maximum;

    public T this[int index] => _packed[index];

    public int Rows => _rows;

    /// <summary>Spreads values that lie at the front of <paramref name="values"/>, from the back so that none is overwritten before it moved.</summary>
    public void SpreadInPlace(Span<T?> values, int present)
    {
        if (present == _rows)
        {
            return;
        }

        int next = present;
        for (int row = _rows - 1; row >= 0; row--)
        {
            values[row] = IsPresent(row) ? values[--next] : default;
        }
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_levels);
        if (_packed.Length > 0)
        {
            ArrayPool<T>.Shared.Return(_packed, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
            _packed = [];
        }
    }
}

/// <summary>Merges into nullable values; apart from the class because only value types have them.</summary>
internal static class NullableMerging
{
    public static void Spread<T>(this NullMerger<T> merger, Span<T?> values)
        where T : struct
    {
        int next = 0;
        for (int row = 0; row < merger.Rows; row++)
        {
            values[row] = merger.IsPresent(row) ? merger[next++] : null;
        }
    }
}
