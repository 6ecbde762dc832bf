using ReAgent.Data.Columns;
using ReAgent.Data.Features.Transforms;

namespace ReAgent.Data.Features;

/// <summary>
/// Turns logged features into network inputs. A feature that is missing or NaN gives 0 after the transform, whatever its type.
/// All types but ENUM and DO_NOT_PREPROCESS are clamped to ±11.513 (= −ln 10⁻⁵).
/// </summary>
/// <remarks>
/// Rows are gathered by feature id into columns, a block of rows at a time, and each feature is then transformed as one loop. Features of a
/// row like the one before are not looked up again. The result for a row does not depend on the rows beside it. Thread-safe; allocates
/// nothing per call but rented scratch space.
/// </remarks>
public sealed class FeatureTransform
{
    /// <summary>Outputs are clamped to ± this value.</summary>
    public const float MaximumOutput = 11.513f;

    private readonly ColumnTransform[] _transforms;
    private readonly float _missing;

    /// <param name="layout">The features and their places.</param>
    /// <param name="setMissingValueToZero">
    /// Takes a missing feature for a value of 0 that is then transformed, instead of an output of 0. Default: false.
    /// </param>
    public FeatureTransform(FeatureLayout layout, bool setMissingValueToZero = false)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        _transforms = [.. layout.Columns.Select(column => ColumnTransform.For(column.Parameters))];
        _missing = setMissingValueToZero ? 0 : float.NaN;
    }

    /// <summary>The features and their places among the network inputs.</summary>
    public FeatureLayout Layout { get; }

    /// <summary>Transforms one row of (id, value) pairs.</summary>
    /// <param name="ids">[n] feature ids; features without parameters are ignored, of a repeated one the last counts.</param>
    /// <param name="values">[n] their values; rounded to float32.</param>
    /// <param name="output">[<see cref="FeatureLayout.OutputWidth"/>] receives the network inputs.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void TransformRow(ReadOnlySpan<long> ids, ReadOnlySpan<double> values, Span<float> output)
    {
        CheckLength(values.Length, ids.Length, "values", nameof(values));
        CheckLength(output.Length, Layout.OutputWidth, "output", nameof(output));
        using var block = new TransformBlock(Layout, _transforms, _missing, rows: 1);
        block.Clear(1);
        block.SetRow(0, ids, values);
        block.Transform(output);
    }

    /// <summary>Transforms rows of (id, value) pairs.</summary>
    /// <param name="column">The rows; features without parameters are ignored, of a repeated one the last counts.</param>
    /// <param name="start">First row to transform.</param>
    /// <param name="count">B, the number of rows to transform.</param>
    /// <param name="output">[B, <see cref="FeatureLayout.OutputWidth"/>] receives the network inputs.</param>
    /// <exception cref="ArgumentException">The rows are not within the column, or the span has the wrong length.</exception>
    public void TransformRows(MapColumn<long> column, int start, int count, Span<float> output)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (start < 0 || count < 0 || start > column.Count - count)
        {
            throw new ArgumentException($"The column has {column.Count} rows, not {count} from row {start} on.", nameof(start));
        }

        CheckLength(output.Length, count * Layout.OutputWidth, "output", nameof(output));
        using var block = new TransformBlock(Layout, _transforms, _missing, count);
        for (var done = 0; done < count; done += block.MaximumRows)
        {
            var rows = Math.Min(block.MaximumRows, count - done);
            block.Clear(rows);
            for (var row = 0; row < rows; row++)
            {
                block.SetRow(row, column.Keys(start + done + row), column.Values(start + done + row));
            }

            block.Transform(output[(done * Layout.OutputWidth)..]);
        }
    }

    /// <summary>Transforms a table whose columns are named by feature ids, in any order.</summary>
    /// <param name="columns">
    /// [F] feature id of each table column; columns without parameters are ignored, absent features are missing.
    /// </param>
    /// <param name="values">[B, F] the table.</param>
    /// <param name="presence">[B, F] false where a value is missing; empty when none is (but NaN is always missing).</param>
    /// <param name="output">[B, <see cref="FeatureLayout.OutputWidth"/>] receives the network inputs.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void TransformDense(
        ReadOnlySpan<long> columns, ReadOnlySpan<float> values, ReadOnlySpan<bool> presence, Span<float> output)
    {
        if (columns.IsEmpty || values.Length % columns.Length != 0)
        {
            throw new ArgumentException($"{values.Length} values are not whole rows of {columns.Length} columns.", nameof(values));
        }

        var rows = values.Length / columns.Length;
        CheckLength(presence.Length, presence.IsEmpty ? 0 : values.Length, "presence", nameof(presence));
        CheckLength(output.Length, rows * Layout.OutputWidth, "output", nameof(output));

        using var block = new TransformBlock(Layout, _transforms, _missing, rows);
        for (var start = 0; start < rows; start += block.MaximumRows)
        {
            var count = Math.Min(block.MaximumRows, rows - start);
            block.Clear(count);
            for (var position = 0; position < columns.Length; position++)
            {
                if (Layout.ColumnOf(columns[position]) is var column && column < 0)
                {
                    continue;
                }

                for (var row = 0; row < count; row++)
                {
                    var cell = ((start + row) * columns.Length) + position;
                    if (presence.IsEmpty || presence[cell])
                    {
                        block.Set(column, row, values[cell]);
                    }
                }
            }

            block.Transform(output[(start * Layout.OutputWidth)..]);
        }
    }

    private static void CheckLength(int actual, int expected, string what, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"The {what} must have length {expected}, not {actual}.", parameter);
        }
    }
}
