using System.Buffers;
using System.Runtime.CompilerServices;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Parts values that may be null into present values and definition levels, in rented memory.</summary>
internal sealed class NullSplitter<T>(int capacity) : IDisposable
{
    private readonly T[] _values = ArrayPool<T>.Shared.Rent(Math.Max(1, capacity));
    private readonly int[] _levels = ArrayPool<int>.Shared.Rent(Math.Max(1, capacity));
    private int _present;
    private int _slots;
    private bool _hasLevels;

    public ReadOnlyMemory<T> Values => _values.AsMemory(0, _present);

    /// <summary>Null for leaves that are always present.</summary>
    public ReadOnlyMemory<int>? DefinitionLevels => _hasLevels ? _levels.AsMemory(0, _slots) : null;

    public void SplitObjects(IReadOnlyCollection<T?> values, DataField leaf)
    {
        if (values is T?[] array)
        {
            foreach (T? value in array)
            {
                Add(value is not null, value!, leaf);
            }
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
        ArrayPool<T>.Shared.Return(_values, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        ArrayPool<int>.Shared.Return(_levels);
    }

    internal void Add(bool isPresent, T value, DataField leaf)
    {
        if (isPresent)
        {
            _values[_present++] = value;
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
