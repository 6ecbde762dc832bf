using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Which network values a state and a continuous action: the original's <c>critic_net_builder</c>.</summary>
[TaggedUnion]
public abstract record CriticNetworkOptions
{
    /// <summary>The structure, [N, S + D] → [N, 1]: a state and an action side by side to their value.</summary>
    /// <param name="stateWidth">S.</param>
    /// <param name="actionWidth">D.</param>
    public abstract NetworkArchitecture Architecture(int stateWidth, int actionWidth);
}
