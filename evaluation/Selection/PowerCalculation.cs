using MathNet.Numerics.Distributions;

namespace ReAgent.Evaluation.Selection;

/// <summary>
/// How many logged episodes like those at hand would tell a difference from none: n' = n · ((c + z_power) · s / δ)², with s the standard error of the estimated
/// difference from n episodes and c the critical value of the comparison.
/// </summary>
/// <param name="Episodes">n, the episodes at hand.</param>
/// <param name="StandardError">s, above 0.</param>
/// <param name="CriticalValue">c: 1.96 for a single comparison at 95 %, more for several at once.</param>
/// <param name="Power">The probability of telling a difference that is there, in (0, 1).</param>
/// <remarks>
/// Two-sided test of a mean; Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988. A standard error falls as 1/√n for every estimator here.
/// The variance, too, is estimated: where a few weights decide everything it is too small, and so are these numbers.
/// </remarks>
public sealed record PowerCalculation(int Episodes, double StandardError, double CriticalValue, double Power = PowerCalculation.UsualPower)
{
    /// <summary>The usual power: four times in five.</summary>
    public const double UsualPower = 0.8;

    private double Spread => (CriticalValue + Normal.InvCDF(0, 1, Power)) * StandardError;

    /// <summary>The smallest difference that the episodes at hand would tell with this power.</summary>
    public double DetectableDifference => Spread;

    /// <summary>Episodes that would tell a difference of this size, at least 2.</summary>
    /// <param name="difference">δ, not 0; its sign does not matter.</param>
    public double EpisodesFor(double difference) => Math.Max(2, Math.Ceiling(Episodes * Spread * Spread / (difference * difference)));
}
