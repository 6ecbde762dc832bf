using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Which network values a state: the original's <c>value_net_builder</c>.</summary>
[TaggedUnion]
public abstract record ValueNetworkOptions
{
    /// <summary>The structure, [N, S] → [N, 1].</summary>
    /// <param name="stateWidth">S.</param>
    public abstract NetworkArchitecture Architecture(int stateWidth);
}
