using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Checkpoints;
using static TorchSharp.torch;

namespace ReAgent.Learning.Policies;

/// <summary>A policy as data, apart from its weights: enough to build it again. It is written into artifacts.</summary>
[TaggedUnion]
public abstract record PolicyDescription
{
    /// <summary>Builds the policy.</summary>
    /// <param name="weights">The values of its networks.</param>
    /// <param name="device">Where it computes.</param>
    /// <exception cref="TensorFileException">The weights are not those of this policy.</exception>
    public abstract IPolicy Build(TensorFile weights, Device device);
}
