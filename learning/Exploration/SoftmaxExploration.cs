using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Policies;

namespace ReAgent.Learning.Exploration;

/// <summary>Draws among the possible actions with probabilities proportional to e^(score/temperature).</summary>
[UnionMember("Softmax")]
[Description("Draws from the softmax of the scores over the possible actions; discrete actions.")]
public sealed record SoftmaxExploration : ExplorationOptions
{
    [Description("Temperature in the first round, above 0; less is greedier. Default: 1.")]
    [Range(1e-6, double.MaxValue)]
    public double Temperature { get; init; } = 1;

    [Description("What it is multiplied with per round, in (0, 1]. Default: 1.")]
    [Range(1e-9, 1.0)]
    public double TemperatureDecay { get; init; } = 1;

    [Description("What it never falls below, above 0. Default: 0.1.")]
    [Range(1e-6, double.MaxValue)]
    public double MinimumTemperature { get; init; } = 0.1;

    /// <exception cref="ArgumentException">Actions are continuous, or none is possible.</exception>
    public override (int Action, float Propensity) Choose(
        Decisions decided, ReadOnlySpan<float> possible, long round, RandomStream random, Span<float> action)
    {
        var best = Scores.Best(decided.Scores, possible, nameof(SoftmaxExploration));
        var temperature = Faded(Temperature, TemperatureDecay, Math.Min(MinimumTemperature, Temperature), round);
        Span<double> weights = stackalloc double[possible.Length];
        var sum = 0.0;
        for (var option = 0; option < possible.Length; option++)
        {
            weights[option] = possible[option] == 0 ? 0 : Math.Exp((decided.Scores[option] - decided.Scores[best]) / temperature);
            sum += weights[option];
        }

        var left = random.NextDouble() * sum;
        var chosen = best;
        for (var option = 0; option < weights.Length; option++)
        {
            left -= weights[option];
            if (weights[option] > 0 && left < 0)
            {
                chosen = option;
                break;
            }
        }

        return (chosen, (float)(weights[chosen] / sum));
    }
}
