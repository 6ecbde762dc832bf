namespace ReAgent.Data.Features;

/// <summary>
/// Spreads rows of (id, value) pairs over the columns of a table, for networks that are served with dense inputs. Training and serving
/// inside of this code base need no such table: <see cref="FeatureTransform"/> reads the pairs.
/// </summary>
/// <param name="featureIds">Feature id of each column.</param>
/// <param name="setMissingValueToZero">Writes 0 for a missing value and calls it present. Default: false.</param>
public sealed class SparseToDense(IReadOnlyList<long> featureIds, bool setMissingValueToZero = false)
{
    /// <summary>Stands for a missing value in dense tables.</summary>
    public const float MissingValue = -1337.1337f;

    private readonly Dictionary<long, int> _columnOf =
        featureIds.Select((id, column) => (id, column)).ToDictionary(pair => pair.id, pair => pair.column);

    /// <summary>Writes one row. NaN is missing; ids without a column are ignored.</summary>
    /// <param name="ids">[n] feature ids.</param>
    /// <param name="values">[n] their values.</param>
    /// <param name="dense">[F] receives the values, <see cref="MissingValue"/> (or 0) where there is none.</param>
    /// <param name="presence">[F] receives true where there is a value (or everywhere).</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void WriteRow(ReadOnlySpan<long> ids, ReadOnlySpan<float> values, Span<float> dense, Span<bool> presence)
    {
        if (ids.Length != values.Length || dense.Length != _columnOf.Count || presence.Length != _columnOf.Count)
        {
            throw new ArgumentException(
                $"A row has as many values as ids and {_columnOf.Count} columns; the lengths are {ids.Length} ids, {values.Length} values, "
                + $"{dense.Length} columns and {presence.Length} presences.",
                nameof(dense));
        }

        dense.Fill(setMissingValueToZero ? 0 : MissingValue);
        presence.Fill(setMissingValueToZero);
        for (var i = 0; i < ids.Length; i++)
        {
            if (!float.IsNaN(values[i]) && _columnOf.TryGetValue(ids[i], out var column))
            {
                dense[column] = values[i];
                presence[column] = true;
            }
        }
    }
}
