using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ReAgent.Data.Features.Transforms;

/// <summary>
/// Rows on their way through a transform, as columns: first the inputs, [features, rows] with what stands for missing values where a
/// feature is missing, then the outputs, [width, rows], which at last are turned into rows again.
/// </summary>
internal ref struct TransformBlock : IDisposable
{
    // Inputs and outputs of a block fit in a core's cache: 32 KiB of float32 each.
    private const int MostValues = 8192;
    private const int MostRows = 256;

    // Up to here loops down the columns are longer than loops along the rows.
    private const int NarrowWidth = 16;

    private readonly FeatureLayout _layout;
    private readonly ColumnTransform[] _transforms;
    private readonly float _missing;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private int[] _places = [];
    private ReadOnlySpan<long> _ids;
    private int _rows;

    /// <param name="layout">The features.</param>
    /// <param name="transforms">Their formulas, in the layout's order.</param>
    /// <param name="missing">Stands for a missing value; NaN gives an output of 0.</param>
    /// <param name="rows">Most rows that are needed at once.</param>
    public TransformBlock(FeatureLayout layout, ColumnTransform[] transforms, float missing, int rows)
    {
        (_layout, _transforms, _missing) = (layout, transforms, missing);
        var widest = Math.Max(1, Math.Max(transforms.Length, layout.OutputWidth));
        MaximumRows = Math.Clamp(MostValues / widest, 1, Math.Clamp(rows, 1, MostRows));
        _inputs = ArrayPool<float>.Shared.Rent(transforms.Length * MaximumRows);
        _outputs = ArrayPool<float>.Shared.Rent(layout.OutputWidth * MaximumRows);
    }

    /// <summary>Most rows that fit.</summary>
    public int MaximumRows { get; }

    /// <summary>Begins with rows in which every feature is missing.</summary>
    public void Clear(int rows)
    {
        _rows = rows;
        _inputs.AsSpan(0, _transforms.Length * rows).Fill(_missing);
    }

    /// <summary>Sets one value; NaN is missing.</summary>
    public readonly void Set(int column, int row, float value) => _inputs[(column * _rows) + row] = float.IsNaN(value) ? _missing : value;

    /// <summary>Sets the values of one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="ids">[n] its features; they stay as they are until the block is disposed.</param>
    /// <param name="values">[n] their values.</param>
    public void SetRow(int row, ReadOnlySpan<long> ids, ReadOnlySpan<double> values)
    {
        if (!ids.SequenceEqual(_ids))
        {
            LookUp(ids);
        }

        var places = _places.AsSpan(0, ids.Length);
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] >= 0)
            {
                Set(places[i], row, (float)values[i]);
            }
        }
    }

    /// <summary>Transforms the rows.</summary>
    /// <param name="output">[rows, width] receives the network inputs; what follows is left alone.</param>
    public readonly void Transform(Span<float> output)
    {
        var columns = _layout.Columns;
        for (var column = 0; column < _transforms.Length; column++)
        {
            var place = columns[column];
            var inputs = _inputs.AsSpan(column * _rows, _rows);
            var outputs = _outputs.AsSpan(place.OutputStart * _rows, place.OutputWidth * _rows);
            _transforms[column].Apply(inputs, outputs);
            for (; !outputs.IsEmpty; outputs = outputs[_rows..])
            {
                ZeroWhereMissing(inputs, outputs[.._rows]);
            }
        }

        Transpose(output);
    }

    public readonly void Dispose()
    {
        ArrayPool<float>.Shared.Return(_inputs);
        ArrayPool<float>.Shared.Return(_outputs);
        if (_places.Length > 0)
        {
            ArrayPool<int>.Shared.Return(_places);
        }
    }

    private static void ZeroWhereMissing(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        var inputParts = MemoryMarshal.Cast<float, Vector<float>>(inputs);
        var outputParts = MemoryMarshal.Cast<float, Vector<float>>(outputs);
        for (var part = 0; part < outputParts.Length; part++)
        {
            var present = Vector.Equals(inputParts[part], inputParts[part]);
            outputParts[part] = Vector.ConditionalSelect(present, outputParts[part], Vector<float>.Zero);
        }

        for (var row = outputParts.Length * Vector<float>.Count; row < outputs.Length; row++)
        {
            outputs[row] = float.IsNaN(inputs[row]) ? 0 : outputs[row];
        }
    }

    private readonly void Transpose(Span<float> output)
    {
        var width = _layout.OutputWidth;
        if (width <= NarrowWidth)
        {
            for (var column = 0; column < width; column++)
            {
                var cell = column;
                foreach (var value in _outputs.AsSpan(column * _rows, _rows))
                {
                    output[cell] = value;
                    cell += width;
                }
            }

            return;
        }

        for (var row = 0; row < _rows; row++)
        {
            var cell = row;
            foreach (ref var place in output.Slice(row * width, width))
            {
                place = _outputs[cell];
                cell += _rows;
            }
        }
    }

    private void LookUp(ReadOnlySpan<long> ids)
    {
        if (_places.Length < ids.Length)
        {
            if (_places.Length > 0)
            {
                ArrayPool<int>.Shared.Return(_places);
            }

            _places = ArrayPool<int>.Shared.Rent(ids.Length);
        }

        for (var i = 0; i < ids.Length; i++)
        {
            _places[i] = _layout.ColumnOf(ids[i]);
        }

        _ids = ids;
    }
}
