using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Policies;

namespace ReAgent.Learning.Exploration;

/// <summary>
/// The best possible action, but with probability ε one of the n possible ones at random: its propensity is ε/n, that of the best 1 − ε + ε/n.
/// </summary>
[UnionMember("EpsilonGreedy")]
[Description("The best possible action, but with probability epsilon any possible one; discrete actions.")]
public sealed record EpsilonGreedy : ExplorationOptions
{
    [Description("Probability of a random action in the first round, in [0, 1]. Default: 0.1.")]
    [Range(0.0, 1.0)]
    public double Epsilon { get; init; } = 0.1;

    [Description("What it is multiplied with per round, in (0, 1]. Default: 1.")]
    [Range(1e-9, 1.0)]
    public double EpsilonDecay { get; init; } = 1;

    [Description("What it never falls below, in [0, 1]. Default: 0.")]
    [Range(0.0, 1.0)]
    public double MinimumEpsilon { get; init; }

    /// <exception cref="ArgumentException">Actions are continuous, or none is possible.</exception>
    public override (int Action, float Propensity) Choose(
        Decisions decided, ReadOnlySpan<float> possible, long round, RandomStream random, Span<float> action)
    {
        var best = Scores.Best(decided.Scores, possible, nameof(EpsilonGreedy));
        var options = possible.Length - possible.Count(0f);
        var epsilon = Faded(Epsilon, EpsilonDecay, MinimumEpsilon, round);
        var chosen = best;
        if (random.NextDouble() < epsilon)
        {
            chosen = 0;
            for (var skip = random.NextInt(options); possible[chosen] == 0 || skip-- > 0;)
            {
                chosen++;
            }
        }

        return (chosen, (float)((epsilon / options) + (chosen == best ? 1 - epsilon : 0)));
    }
}
