using System.Buffers;
using System.Runtime.CompilerServices;

namespace Parquet.Data;

/// <summary>Present values, and a level slot per value and per null or empty collection. Not to be used after disposal.</summary>
public sealed class RawColumnData<T> : RawColumnData
    where T : struct
{
    private readonly int _maxDefinitionLevel;
    private readonly int _slots;
    private readonly int _present;
    private readonly bool _hasDefinitions;
    private readonly bool _hasRepetitions;
    private T[] _values;
    private int[] _definitions;
    private int[] _repetitions;

    internal RawColumnData(T[] values, int[] definitions, int[] repetitions, int slots, int present, int maxDefinitionLevel, int maxRepetitionLevel)
    {
        _values = values;
        _definitions = definitions;
        _repetitions = repetitions;
        _slots = slots;
        _present = present;
        _maxDefinitionLevel = maxDefinitionLevel;
        _hasDefinitions = maxDefinitionLevel > 0;
        _hasRepetitions = maxRepetitionLevel > 0;
    }

    public Span<T> Values => _values.AsSpan(0, _present);

    /// <summary>Empty for leaves that are always present.</summary>
    public Span<int> DefinitionLevels => _hasDefinitions ? _definitions.AsSpan(0, _slots) : [];

    /// <summary>Empty for leaves that do not repeat.</summary>
    public Span<int> RepetitionLevels => _hasRepetitions ? _repetitions.AsSpan(0, _slots) : [];

    /// <summary>One entry per slot, null where no value is present.</summary>
    public IEnumerable<T?> NullableValues
    {
        get
        {
            for (int slot = 0, next = 0; slot < _slots; slot++)
            {
                bool isPresent = !_hasDefinitions || _definitions[slot] == _maxDefinitionLevel;
                yield return isPresent ? _values[next++] : null;
            }
        }
    }

    private protected override void Dispose(bool disposing)
    {
        if (_values.Length > 0)
        {
            ArrayPool<T>.Shared.Return(_values, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
            ArrayPool<int>.Shared.Return(_definitions);
            ArrayPool<int>.Shared.Return(_repetitions);
        }

        _values = [];
        _definitions = [];
        _repetitions = [];
    }
}
