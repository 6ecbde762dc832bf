namespace ReAgent.Data.Features.Transforms;

/// <summary>
/// Position among n boundaries q, 0 up to the first and 1 from the last on; between q_i ≤ x &lt; q_{i+1} it is
/// (i + (x − q_i) / (q_{i+1} + 10⁻⁶ − q_i)) / (n − 1).
/// </summary>
internal sealed class QuantileColumn(NormalizationParameters parameters) : ColumnTransform
{
    private const float Margin = 1e-6f;

    private readonly float[] _boundaries = [.. parameters.Quantiles!.Select(boundary => (float)boundary)];

    public override void Apply(ReadOnlySpan<float> values, Span<float> output)
    {
        for (var row = 0; row < values.Length; row++)
        {
            output[row] = Position(values[row]);
        }
    }

    private float Position(float value)
    {
        if (value >= _boundaries[^1])
        {
            return 1;
        }

        if (!(value > _boundaries[0]))
        {
            return 0;
        }

        var left = CountUpTo(value) - 1;
        var (low, high) = (_boundaries[left], _boundaries[left + 1]);
        return (left + ((value - low) / (high + Margin - low))) / (_boundaries.Length - 1);
    }

    /// <summary>Number of boundaries that are not above the value.</summary>
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
                to = middle;
            }
        }

        return from;
    }
}
