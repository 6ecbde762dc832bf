using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>
/// Which network gives, per discrete action, logits of given returns: the original's <c>net_builder</c> of categorical Q-learning.
/// </summary>
[TaggedUnion]
public abstract record CategoricalNetworkOptions
{
    /// <summary>The structure, [N, S] → [N, A · Z]: the Z logits of the first action, then of the next.</summary>
    /// <param name="stateWidth">S.</param>
    /// <param name="actions">A.</param>
    /// <param name="atoms">Z, the number of returns.</param>
    public abstract NetworkArchitecture Architecture(int stateWidth, int actions, int atoms);
}
