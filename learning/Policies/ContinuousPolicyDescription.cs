using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>A policy whose network gives the continuous action itself.</summary>
[UnionMember("continuous")]
public sealed record ContinuousPolicyDescription : PolicyDescription
{
    /// <summary>Name of the network in the weights.</summary>
    [Description("Name of the network in the weights. Default: actor_network.")]
    public string NetworkName { get; init; } = "actor_network";

    /// <summary>Structure of the network: [N, S] → [N, D] actions in (−1, 1).</summary>
    [Description("Structure of the network that gives the action.")]
    public required NetworkArchitecture Network { get; init; }

    public override IPolicy Build(TensorFile weights, Device device) =>
        new ContinuousPolicy(this, Networks.Network.Load(NetworkName, Network, weights, device), owns: true);
}
