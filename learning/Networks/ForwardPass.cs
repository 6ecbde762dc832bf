using static TorchSharp.torch;

namespace ReAgent.Learning.Networks;

/// <summary>One computation of a network: whose values it uses, and whether it is part of learning.</summary>
/// <param name="Network">Whose parameters and statistics are used.</param>
/// <param name="Learning">
/// True in a training step: batch normalization uses the batch's own moments and dropout drops. False when the network is used.
/// </param>
public readonly record struct ForwardPass(Network Network, bool Learning)
{
    /// <summary>A learned tensor.</summary>
    public Tensor Parameter(int slot) => Network.Parameters[slot];

    /// <summary>An observed tensor.</summary>
    public Tensor Statistic(int slot) => Network.Statistics[slot];
}
