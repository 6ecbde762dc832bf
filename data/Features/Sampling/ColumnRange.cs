using System.Numerics;

namespace ReAgent.Data.Features.Sampling;

/// <summary>The range of a column of values.</summary>
internal static class ColumnRange
{
    /// <summary>Finds the range and makes −0 to 0 in place. False, and nothing changed in value, when a value is NaN or infinite.</summary>
    public static bool OfFinite(Span<float> values, out float minimum, out float maximum)
    {
        var (low, high) = (new Vector<float>(float.PositiveInfinity), new Vector<float>(float.NegativeInfinity));
        var zeros = Vector<float>.Zero; // stays 0 unless a value is NaN or infinite: ∞·0 and NaN·0 are NaN
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var part = new Vector<float>(values[i..]) + Vector<float>.Zero;
            part.CopyTo(values[i..]);
            low = Vector.Min(low, part);
            high = Vector.Max(high, part);
            zeros += part * Vector<float>.Zero;
        }

        (minimum, maximum) = (float.PositiveInfinity, float.NegativeInfinity);
        var zero = 0f;
        for (; i < values.Length; i++)
        {
            values[i] += 0f;
            minimum = Math.Min(minimum, values[i]);
            maximum = Math.Max(maximum, values[i]);
            zero += values[i] * 0f;
        }

        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            minimum = Math.Min(minimum, low[lane]);
            maximum = Math.Max(maximum, high[lane]);
            zero += zeros[lane];
        }

        return zero == 0;
    }
}
