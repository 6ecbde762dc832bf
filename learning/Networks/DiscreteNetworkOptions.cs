using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Networks;

/// <summary>Which network gives one value per discrete action: the original's <c>net_builder</c>.</summary>
[TaggedUnion]
public abstract record DiscreteNetworkOptions
{
    /// <summary>The structure for a state width and a number of actions.</summary>
    /// <param name="stateWidth">S.</param>
    /// <param name="actions">A.</param>
    /// <param name="valuesPerAction">Values per action: 1, or the number of atoms or quantiles of a return distribution.</param>
    /// <param name="ids">The bags of ids at the end of a state; a network that does not embed them reads their numbers as they are. Default: none.</param>
    public abstract NetworkArchitecture Architecture(int stateWidth, int actions, int valuesPerAction = 1, IdBags? ids = null);
}
