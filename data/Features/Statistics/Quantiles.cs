namespace ReAgent.Data.Features.Statistics;

/// <summary>Sample quantiles.</summary>
internal static class Quantiles
{
    /// <summary>
    /// The quantiles at 0, 1/k, …, 1 by linear interpolation of the empirical distribution (type 4 of Hyndman and Fan, 1996; scipy's
    /// mquantiles with alphap 0 and betap 1), without repetitions. The first and the last are the ends of the range.
    /// </summary>
    /// <param name="sorted">Values in ascending order, at least two.</param>
    /// <param name="minimum">Smallest of all values, of which these may be a sample.</param>
    /// <param name="maximum">Largest of all values.</param>
    /// <param name="intervals">k, at least 1.</param>
    public static double[] Boundaries(ReadOnlySpan<double> sorted, double minimum, double maximum, int intervals)
    {
        var boundaries = new List<double>(intervals + 1);
        for (var i = 0; i <= intervals; i++)
        {
            var boundary = i == 0 ? minimum : i == intervals ? maximum : At(sorted, (double)i / intervals);
            if (boundaries.Count == 0 || boundary > boundaries[^1])
            {
                boundaries.Add(boundary);
            }
        }

        return [.. boundaries];
    }

    private static double At(ReadOnlySpan<double> sorted, double share)
    {
        var position = sorted.Length * share;
        var left = Math.Clamp((int)position, 1, sorted.Length - 1);
        var weight = Math.Clamp(position - left, 0, 1);
        return ((1 - weight) * sorted[left - 1]) + (weight * sorted[left]);
    }
}
