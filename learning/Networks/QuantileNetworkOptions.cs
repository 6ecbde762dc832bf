using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Which network gives quantiles of the return of each discrete action: the original's <c>net_builder</c> of quantile regression.</summary>
[TaggedUnion]
public abstract record QuantileNetworkOptions
{
    /// <summary>The structure, [N, S] → [N, A · Q]: the Q quantiles of the first action, then of the next.</summary>
    /// <param name="stateWidth">S.</param>
    /// <param name="actions">A.</param>
    /// <param name="quantiles">Q.</param>
    public abstract NetworkArchitecture Architecture(int stateWidth, int actions, int quantiles);
}
