using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Which network gives a continuous action: the original's <c>actor_net_builder</c> of trainers whose policy does not draw.</summary>
[TaggedUnion]
public abstract record DeterministicActorOptions
{
    /// <summary>The structure, [N, S] → [N, D] actions in (−1, 1).</summary>
    /// <param name="stateWidth">S.</param>
    /// <param name="actionWidth">D.</param>
    public abstract NetworkArchitecture Architecture(int stateWidth, int actionWidth);
}
