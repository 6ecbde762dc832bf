using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Which network gives one logit per discrete action: the original's <c>actor_net_builder</c> of trainers with discrete actions.</summary>
[TaggedUnion]
public abstract record DiscreteActorOptions
{
    /// <summary>The structure, [N, S] → [N, A] logits.</summary>
    /// <param name="stateWidth">S.</param>
    /// <param name="actions">A.</param>
    public abstract NetworkArchitecture Architecture(int stateWidth, int actions);
}
