using System.Buffers;
using System.Runtime.CompilerServices;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Parts values that may be null into present values and definition levels, in rented memory.</summary>
internal sealed class NullSplitter<T>(int capacity) : IDisposable
{
    private T[] _rented = [];
    private ReadOnlyMemory<T> _given;
    private readonly int[] _levels = ArrayPool<int>.Shared.Rent(Math.Max(1, capacity));
    private int _present;
    private int _slots;
    private bool _hasLevels;

    public ReadOnlyMemory<T> Values => _rented.Length > 0 ? _rented.AsMemory(0, _present) : _given;

    /// <summary>Null for leaves that are always present.</summary>
    public ReadOnlyMemory<int>? DefinitionLevels => _hasLevels ? _levels.AsMemory(0, _slots) : null;

    public void SplitObjects(IReadOnlyCollection<T?> values, DataField leaf)
    {
        if (values is T[] array && Array.TrueForAll(array, static value => value is not null))
        {
            // Nothing to part: the caller's array serves as it is.
            _given = array;
            _slots = array.Length;
            _levels.AsSpan(0, _slots).Fill(leaf.MaxDefinitionLevel);
        }
        else
        {
            foreach (T? value in values)
            {
                Add(value is not null, value!, leaf);
            }
        }

        Finish(leaf);
    }

    public void Dispose()
    {
        if (_rented.Length > 0)
        {
            ArrayPool<T>.Shared.Return(_rented, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
            _rented = [];
        }

        ArrayPool<int>.Shared.Return(_levels);
    }

    internal void Add(bool isPresent, T value, DataField leaf)
    {
        if (isPresent)
        {
            if (_rented.Length == 0)
            {
                _rented = ArrayPool<T>.Shared.Rent(Math.Max(1, capacity));
            }

            _rented[_present++] = value;
            _levels[_slots++] = leaf.MaxDefinitionLevel;
            return;
        }

        if (leaf.MaxDefinitionLevel == 0)
        {
            throw new ArgumentException($"Column '{leaf.Path}' is required, but value {_slots} is null");
        }

        _levels[_slots++] = leaf.MaxDefinitionLevel - 1;
    }

    internal void Finish(DataField leaf) => _hasLevels = leaf.MaxDefinitionLevel > 0;
}

/// <summary>Splits nullable values; apart from the class because only value types have them.</summary>
internal static class NullableSplitting
{
    public static void Split<T>(this NullSplitter<T> splitter, ReadOnlySpan<T?> values, DataField leaf)
        where T : struct
    {
        foreach (T? value in values)
        {
            splitter.Add(value.HasValue, value.GetValueOrDefault(), leaf);
        }

        splitter.Finish(leaf);
    }
}
