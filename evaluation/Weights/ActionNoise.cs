using MathNet.Numerics;

namespace ReAgent.Evaluation.Weights;

/// <summary>
/// Gaussian noise about the action of a policy that does not draw, cut to the range of actions: independent in each of an action's D numbers, which lie
/// in [−1, 1]. A log never holds exactly the action that such a policy would take; it can answer for the policy with noise, whose density is
/// Π_d φ((a_d − m_d)/h) / (h · (Φ((1 − m_d)/h) − Φ((−1 − m_d)/h))).
/// </summary>
/// <remarks>
/// With h as the bandwidth, importance weights with this density are those of kernel-smoothed off-policy evaluation: Kallus and Zhou, "Policy Evaluation
/// and Optimization with Continuous Treatments", AISTATS 2018, equation 5. As h falls the noisy policy becomes the policy, and fewer logged actions count.
/// </remarks>
public sealed class ActionNoise
{
    private static readonly double RootOfTwo = Math.Sqrt(2);
    private static readonly double LogRootOfTwoPi = Math.Log(Math.Sqrt(2 * Math.PI));

    private readonly double _deviation;

    /// <param name="deviation">h, the standard deviation of the noise before it is cut, in half ranges of an action: above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a finite number above 0.</exception>
    public ActionNoise(double deviation)
    {
        if (!(deviation > 0 && double.IsFinite(deviation)))
        {
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "Noise of actions has a standard deviation above 0.");
        }

        _deviation = deviation;
    }

    /// <summary>ln of the density of an action.</summary>
    /// <param name="mean">[D] the action that the policy takes, in [−1, 1].</param>
    /// <param name="action">[D] the action whose density is asked for, in [−1, 1].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public double LogDensity(ReadOnlySpan<float> mean, ReadOnlySpan<float> action)
    {
        if (mean.Length != action.Length)
        {
            throw new ArgumentException($"The action has {action.Length} numbers, the policy's has {mean.Length}.", nameof(action));
        }

        var sum = 0.0;
        for (var d = 0; d < mean.Length; d++)
        {
            var distance = (action[d] - mean[d]) / _deviation;
            sum -= (distance * distance / 2) + LogRootOfTwoPi + Math.Log(_deviation * Inside(mean[d]));
        }

        return sum;
    }

    // The share of the noise that stays within the range; the mean is in it, so that at least half does when h is at most 1.
    private double Inside(double mean) =>
        (SpecialFunctions.Erf((1 - mean) / (_deviation * RootOfTwo)) + SpecialFunctions.Erf((1 + mean) / (_deviation * RootOfTwo))) / 2;
}
