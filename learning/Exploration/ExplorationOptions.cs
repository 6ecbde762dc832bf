using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Policies;

namespace ReAgent.Learning.Exploration;

/// <summary>
/// How an agent departs from what it holds for best while it collects, so that it learns of the rest. Every choice comes with its propensity, which
/// is what makes the collected log fit for counterfactual evaluation.
/// </summary>
[TaggedUnion]
public abstract record ExplorationOptions
{
    /// <summary>Chooses an action for one state.</summary>
    /// <param name="decided">What the policy would do: one state's decision.</param>
    /// <param name="possible">[A] 1 where an action is possible; empty for continuous actions.</param>
    /// <param name="round">How often the policy has been replaced since collecting began: exploration may fade with it.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="action">[D] receives a continuous action, in (−1, 1); empty for discrete ones.</param>
    /// <returns>Index of a discrete action (−1 for continuous ones), and its probability or density.</returns>
    public abstract (int Action, float Propensity) Choose(
        Decisions decided, ReadOnlySpan<float> possible, long round, RandomStream random, Span<float> action);

    /// <summary>A number that fades: start · decayʳᵒᵘⁿᵈ, but never below the minimum.</summary>
    protected static double Faded(double start, double decay, double minimum, long round) => Math.Max(minimum, start * Math.Pow(decay, round));
}
