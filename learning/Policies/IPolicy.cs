using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Policies;

/// <summary>Decides what to do in given states. States are normalized as in training.</summary>
public interface IPolicy : IDisposable
{
    /// <summary>The policy apart from its weights.</summary>
    PolicyDescription Description { get; }

    /// <summary>The networks that hold its weights.</summary>
    IReadOnlyList<Network> Networks { get; }

    /// <summary>Decides for N states. May be called from several threads at once, with a stream each.</summary>
    /// <param name="states">[N, S] normalized states, row-major.</param>
    /// <param name="possibleActions">[N, A] 1 where an action is possible; empty when all are, or when actions are continuous.</param>
    /// <param name="random">Where a policy that draws gets its numbers.</param>
    /// <exception cref="ArgumentException">A length does not fit, or no action is possible in some state.</exception>
    Decisions Decide(ReadOnlySpan<float> states, ReadOnlySpan<float> possibleActions, RandomStream random);
}
