namespace ReAgent.Data.Features.Statistics;

/// <summary>Sample quantiles.</summary>
internal static class Quantiles
{
    /// <summary>
    /// The quantiles at 0, 1/k, …, 1 by linear interpolation of the empirical distribution (type 4 of Hyndman and Fan, 1996; scipy's
    /// mquantiles with alphap 0 and betap 1), without repetitions.
    /// </summary>
    /// <param name="sorted">Values in ascending order, at least two.</param>
    /// <param name="intervals">k, at least 1.</param>
    public static double[] Boundaries(ReadOnlySpan<double> sorted, int intervals)
    {
        var boundaries = new List<double>(intervals + 1);
        for (var i = 0; i <= intervals; i++)
        {
            var position = sorted.Length * ((double)i / intervals);
            var left = Math.Clamp((int)position, 1, sorted.Length - 1);
            var share = Math.Clamp(position - left, 0, 1);
            var boundary = ((1 - share) * sorted[left - 1]) + (share * sorted[left]);
            if (boundaries.Count == 0 || boundary > boundaries[^1])
            {
                boundaries.Add(boundary);
            }
        }

        return [.. boundaries];
    }
}
