using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>A policy that draws continuous actions from the distribution that its network gives, or takes the mean.</summary>
[UnionMember("gaussian")]
public sealed record GaussianPolicyDescription : PolicyDescription
{
    /// <summary>Whether the policy takes the mean instead of drawing.</summary>
    [Description("true: take the mean; false: draw. Default: true.")]
    public bool ServeMean { get; init; } = true;

    /// <summary>Whether draws pass through tanh; otherwise the mean does, and draws are cut to [−1, 1].</summary>
    [Description("true: draws pass through tanh; false: the mean does. Default: true.")]
    public bool Squashed { get; init; } = true;

    /// <summary>Name of the network in the weights.</summary>
    [Description("Name of the network in the weights. Default: actor_network.")]
    public string NetworkName { get; init; } = "actor_network";

    /// <summary>Structure of the network: [N, S] → [N, 2D] locations and logarithms of scales.</summary>
    [Description("Structure of the network that gives the distribution.")]
    public required NetworkArchitecture Network { get; init; }

    public override IPolicy Build(TensorFile weights, Device device) =>
        new GaussianPolicy(this, Networks.Network.Load(NetworkName, Network, weights, device), owns: true);
}
