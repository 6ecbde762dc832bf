using System.Numerics;
using System.Runtime.InteropServices;

namespace ReAgent.Data.Features.Transforms;

/// <summary>
/// Position among n boundaries q, 0 up to the first and 1 from the last on; between q_i ≤ x &lt; q_{i+1} it is
/// (i + (x − q_i) / (q_{i+1} + 10⁻⁶ − q_i)) / (n − 1).
/// </summary>
internal sealed class QuantileColumn : ColumnTransform
{
    private const float Margin = 1e-6f;
    private const int RowsAtOnce = 256;

    // Up to here comparing with all boundaries at once is faster than searching.
    private const int FewBoundaries = 64;

    private readonly float[] _boundaries;

    // By the number of boundaries that are not above x: i, q_i and the width of the interval. Below the first and from the last boundary on
    // the width is infinite, so that nothing is added to i.
    private readonly (float Left, float Low, float Width)[] _intervals;

    public QuantileColumn(NormalizationParameters parameters)
    {
        _boundaries = [.. parameters.Quantiles!.Select(boundary => (float)boundary)];
        _intervals =
        [
            (0, 0, float.PositiveInfinity),
            .. _boundaries.Zip(_boundaries.Skip(1), (low, high) => (low, width: high + Margin - low)).Select((pair, i) => ((float)i, pair.low, pair.width)),
            (_boundaries.Length - 1, 0, float.PositiveInfinity),
        ];
    }

    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        for (var row = 0; row < values.Length; row += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, values.Length - row);
            ApplyTo(values.Slice(row, rows), output.Slice(row, rows));
        }
    }

    private void ApplyTo(ReadOnlySpan<float> values, Span<float> output)
    {
        Span<int> counts = stackalloc int[RowsAtOnce];
        Count(values, counts[..values.Length]);
        var (first, last) = (_boundaries[0], _boundaries[^1]);
        var intervals = _boundaries.Length - 1f;
        for (var row = 0; row < values.Length; row++)
        {
            ref readonly var interval = ref _intervals[counts[row]];
            var inRange = Math.Clamp(values[row], first, last); // infinities must not meet the infinite widths
            output[row] = (interval.Left + ((inRange - interval.Low) / interval.Width)) / intervals;
        }
    }

    /// <summary>Counts for each value the boundaries that are not above it; 0 for NaN.</summary>
    private void Count(ReadOnlySpan<float> values, Span<int> counts)
    {
        var row = 0;
        if (_boundaries.Length <= FewBoundaries)
        {
            var parts = MemoryMarshal.Cast<float, Vector<float>>(values);
            var countParts = MemoryMarshal.Cast<int, Vector<int>>(counts);
            for (var part = 0; part < parts.Length; part++)
            {
                var count = Vector<int>.Zero;
                foreach (var boundary in _boundaries)
                {
                    count -= Vector.GreaterThanOrEqual(parts[part], new Vector<float>(boundary));
                }

                countParts[part] = count;
            }

            row = parts.Length * Vector<float>.Count;
        }

        for (; row < values.Length; row++)
        {
            counts[row] = CountUpTo(values[row]);
        }
    }

    private int CountUpTo(float value)
    {
        var (from, to) = (0, _boundaries.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (_boundaries[middle] <= value)
            {
                from = middle + 1;
            }
            else
            {
                to = float.IsNaN(value) ? 0 : middle;
            }
        }

        return from;
    }
}
