using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>
/// Which network gives a distribution over continuous actions: the original's <c>actor_net_builder</c> of trainers whose policy draws.
/// </summary>
[TaggedUnion]
public abstract record StochasticActorOptions
{
    /// <summary>Whether numbers drawn from the distribution pass through tanh; otherwise its mean does, and draws are cut to [−1, 1].</summary>
    public abstract bool Squashed { get; }

    /// <summary>The structure, [N, S] → [N, 2D]: location and logarithm of the scale of each number of the action.</summary>
    /// <param name="stateWidth">S.</param>
    /// <param name="actionWidth">D.</param>
    public abstract NetworkArchitecture Architecture(int stateWidth, int actionWidth);
}
