using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Policies;

namespace ReAgent.Learning.Exploration;

/// <summary>
/// Adds normal noise to the policy's continuous action, in the scale (−1, 1) in which actors work; what leaves the range is clamped.
/// </summary>
[UnionMember("Gaussian")]
[Description("Normal noise around the policy's action; continuous actions.")]
public sealed record GaussianExploration : ExplorationOptions
{
    private const float Largest = 1 - 1e-6f;

    [Description("Standard deviation in the first round, in the scale of (−1, 1), above 0. Default: 0.1.")]
    [Range(1e-6, 10)]
    public double StandardDeviation { get; init; } = 0.1;

    [Description("What it is multiplied with per round, in (0, 1]. Default: 1.")]
    [Range(1e-9, 1.0)]
    public double Decay { get; init; } = 1;

    [Description("What it never falls below, above 0. Default: 0.01.")]
    [Range(1e-6, 10)]
    public double Minimum { get; init; } = 0.01;

    /// <returns>−1, and the density of the noise that was drawn; clamping is not accounted for.</returns>
    /// <exception cref="ArgumentException">Actions are discrete.</exception>
    public override (int Action, float Propensity) Choose(
        Decisions decided, ReadOnlySpan<float> possible, long round, RandomStream random, Span<float> action)
    {
        if (decided.ActionFeatures.Length != action.Length || action.IsEmpty)
        {
            throw new ArgumentException("Gaussian exploration is for continuous actions; use EpsilonGreedy or Softmax for discrete ones.", nameof(decided));
        }

        var deviation = Faded(StandardDeviation, Decay, Math.Min(Minimum, StandardDeviation), round);
        var logDensity = 0.0;
        for (var i = 0; i < action.Length; i++)
        {
            var noise = random.NextGaussian();
            action[i] = Math.Clamp((float)(decided.ActionFeatures[i] + (deviation * noise)), -Largest, Largest);
            logDensity -= (0.5 * noise * noise) + Math.Log(deviation * Math.Sqrt(2 * Math.PI));
        }

        return (-1, (float)Math.Exp(logDensity));
    }
}
