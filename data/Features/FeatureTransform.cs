using System.Buffers;
using ReAgent.Data.Columns;
using ReAgent.Data.Features.Transforms;

namespace ReAgent.Data.Features;

/// <summary>
/// Turns logged features into network inputs. A feature that is missing or NaN gives 0 after the transform, whatever its type.
/// All types but ENUM and DO_NOT_PREPROCESS are clamped to ±11.513 (= −ln 10⁻⁵).
/// </summary>
/// <remarks>
/// Rows are gathered by feature id into columns, a block of rows at a time, and each feature is then transformed as one loop. The result
/// for a row does not depend on the rows beside it. Thread-safe; allocates nothing per call but rented scratch space.
/// </remarks>
public sealed class FeatureTransform
{
    /// <summary>Outputs are clamped to ± this value.</summary>
    public const float MaximumOutput = 11.513f;

    // A block's columns fit in a core's cache: 32 KiB of float32.
    private const int BlockValues = 8192;
    private const int MaximumBlockRows = 256;

    private readonly ColumnTransform[] _transforms;
    private readonly float _missing;
    private readonly int _widest;

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
        _widest = layout.Columns.Select(column => column.OutputWidth).DefaultIfEmpty(1).Max();
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
        using var block = new Block(this, rows: 1);
        block.Clear(1);
        block.SetRow(0, 1, ids, values);
        block.Transform(1, output);
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
        using var block = new Block(this, count);
        for (var done = 0; done < count; done += block.MaximumRows)
        {
            var rows = Math.Min(block.MaximumRows, count - done);
            block.Clear(rows);
            for (var row = 0; row < rows; row++)
            {
                block.SetRow(row, rows, column.Keys(start + done + row), column.Values(start + done + row));
            }

            block.Transform(rows, output[(done * Layout.OutputWidth)..]);
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

        using var block = new Block(this, rows);
        for (var start = 0; start < rows; start += block.MaximumRows)
        {
            var count = Math.Min(block.MaximumRows, rows - start);
            block.Clear(count);
            for (var position = 0; position < columns.Length; position++)
            {
                if (!Layout.TryGetColumn(columns[position], out var column))
                {
                    continue;
                }

                for (var row = 0; row < count; row++)
                {
                    var cell = ((start + row) * columns.Length) + position;
                    if (presence.IsEmpty || presence[cell])
                    {
                        block.Set(column, row, count, values[cell]);
                    }
                }
            }

            block.Transform(count, output[(start * Layout.OutputWidth)..]);
        }
    }

    private static void CheckLength(int actual, int expected, string what, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"The {what} must have length {expected}, not {actual}.", parameter);
        }
    }

    /// <summary>Scratch space for a block of rows: one contiguous column per feature, NaN where a feature is missing.</summary>
    private readonly ref struct Block : IDisposable
    {
        private readonly FeatureTransform _owner;
        private readonly float[] _columns;
        private readonly float[] _outputs;

        public Block(FeatureTransform owner, int rows)
        {
            _owner = owner;
            var features = Math.Max(1, owner._transforms.Length);
            MaximumRows = Math.Clamp(BlockValues / features, 1, Math.Clamp(rows, 1, MaximumBlockRows));
            _columns = ArrayPool<float>.Shared.Rent(features * MaximumRows);
            _outputs = ArrayPool<float>.Shared.Rent(owner._widest * MaximumRows);
        }

        public int MaximumRows { get; }

        public void Clear(int rows) => _columns.AsSpan(0, _owner._transforms.Length * rows).Fill(_owner._missing);

        public void Set(int column, int row, int rows, float value) =>
            _columns[(column * rows) + row] = float.IsNaN(value) ? _owner._missing : value;

        public void SetRow(int row, int rows, ReadOnlySpan<long> ids, ReadOnlySpan<double> values)
        {
            for (var pair = 0; pair < ids.Length; pair++)
            {
                if (_owner.Layout.TryGetColumn(ids[pair], out var column))
                {
                    Set(column, row, rows, (float)values[pair]);
                }
            }
        }

        public void Transform(int rows, Span<float> output)
        {
            var width = _owner.Layout.OutputWidth;
            for (var column = 0; column < _owner._transforms.Length; column++)
            {
                var place = _owner.Layout.Columns[column];
                var input = _columns.AsSpan(column * rows, rows);
                var transformed = _outputs.AsSpan(0, place.OutputWidth * rows);
                _owner._transforms[column].Apply(input, transformed);
                for (var k = 0; k < place.OutputWidth; k++)
                {
                    var one = transformed.Slice(k * rows, rows);
                    for (var row = 0; row < rows; row++)
                    {
                        output[(row * width) + place.OutputStart + k] = float.IsNaN(input[row]) ? 0 : one[row];
                    }
                }
            }
        }

        public void Dispose()
        {
            ArrayPool<float>.Shared.Return(_columns);
            ArrayPool<float>.Shared.Return(_outputs);
        }
    }
}
