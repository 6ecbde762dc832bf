namespace ReAgent.Evaluation.Slates.Distributions;

/// <summary>Weights of items, from scores or relevances, and the probabilities that they make.</summary>
public static class ItemWeights
{
    /// <summary>
    /// 2^−⌊α log₂ rank⌋, the best score of rank 1 and equal scores in their order: α = 0 makes all items alike, a large one prefers the best.
    /// </summary>
    /// <remarks>Swaminathan et al., "Off-policy evaluation for slate recommendation", NIPS 2017.</remarks>
    public static double[] ByRank(IReadOnlyList<double> scores, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        var weights = new double[scores.Count];
        var rank = 0;
        foreach (var item in Enumerable.Range(0, scores.Count).OrderByDescending(item => scores[item]))
        {
            rank++;
            weights[item] = Math.Pow(2, -Math.Floor(alpha * Math.Log2(rank)));
        }

        return weights;
    }

    /// <summary>score^shape: drawing a slate by these weights is sorting scores times Fréchet noise of that shape.</summary>
    /// <param name="scores">At least 0.</param>
    /// <param name="shape">Above 0.</param>
    public static double[] Frechet(IReadOnlyList<double> scores, double shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        return [.. scores.Select(score => Math.Pow(score, shape))];
    }

    internal static void Check(IReadOnlyList<double> weights, int fewest)
    {
        if (weights.Any(weight => !(weight >= 0 && double.IsFinite(weight))) || weights.Count(weight => weight > 0) < fewest)
        {
            throw new ArgumentException(
                $"The weights {string.Join(", ", weights)} must be finite and at least 0, and {fewest} of them above 0.", nameof(weights));
        }
    }

    internal static void Share(double[] weights, ReadOnlySpan<int> earlier, Span<double> probabilities)
    {
        weights.CopyTo(probabilities);
        foreach (var item in earlier)
        {
            probabilities[item] = 0;
        }

        var sum = 0.0;
        foreach (var weight in probabilities)
        {
            sum += weight;
        }

        foreach (ref var weight in probabilities)
        {
            weight /= sum;
        }
    }
}
