using System.Collections.Immutable;
using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>A policy that scores discrete actions and takes the best, or draws from a softmax of the scores.</summary>
[UnionMember("discrete")]
public sealed record DiscretePolicyDescription : PolicyDescription
{
    /// <summary>Names of the actions, in the order of the network's outputs.</summary>
    [Description("Names of the actions, in the order of the scores. Default: none.")]
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>
    /// Whether the policy draws from the softmax; otherwise it takes the action with the highest score, the first of equals.
    /// </summary>
    [Description("true: draw from the softmax of the scores; false: take the best. Default: false.")]
    public bool Softmax { get; init; }

    /// <summary>Temperature of the softmax.</summary>
    [Description("Temperature of the softmax. Default: 1.")]
    public double Temperature { get; init; } = 1;

    /// <summary>Name of the network in the weights.</summary>
    [Description("Name of the network in the weights. Default: q_network.")]
    public string NetworkName { get; init; } = "q_network";

    /// <summary>Structure of the network: [N, S] → [N, A] scores.</summary>
    [Description("Structure of the network that scores the actions.")]
    public required NetworkArchitecture Network { get; init; }

    public override IPolicy Build(TensorFile weights, Device device) =>
        new DiscretePolicy(this, Networks.Network.Load(NetworkName, Network, weights, device), owns: true);
}
