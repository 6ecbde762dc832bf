using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Which network values a state and an action's numbers side by side: the original's <c>critic_net_builder</c>.</summary>
[TaggedUnion]
public abstract record CriticNetworkOptions
{
    /// <summary>The structure, [N, S + D] → [N, V]: a state and an action side by side to their values.</summary>
    /// <param name="stateWidth">S.</param>
    /// <param name="actionWidth">D.</param>
    /// <param name="values">V, values of a pair.</param>
    public abstract NetworkArchitecture Architecture(int stateWidth, int actionWidth, int values = 1);
}
