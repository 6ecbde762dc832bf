using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Sac;

/// <summary>
/// What actions should be distributed like over all states: independent Gaussians. Keeps actions that stand for embeddings where embeddings
/// are.
/// </summary>
public sealed class ActionPrior : IDisposable
{
    private readonly Tensor _mean;
    private readonly Tensor _variance;

    /// <param name="mean">[D] μ.</param>
    /// <param name="variance">[D] σ².</param>
    /// <param name="device">Where to compute.</param>
    public ActionPrior(IEnumerable<double> mean, IEnumerable<double> variance, Device device)
    {
        _mean = tensor(mean.Select(value => (float)value).ToArray(), device: device).DetachFromDisposeScope();
        _variance = tensor(variance.Select(value => (float)value).ToArray(), device: device).DetachFromDisposeScope();
    }

    /// <summary>
    /// The Kullback-Leibler divergence of the prior from a Gaussian with the moments of [N, D] actions:
    /// ½ Σ (v + (m − μ)²)/σ² − 1 + ln σ² − ln v.
    /// </summary>
    public Tensor Divergence(Tensor actions)
    {
        var mean = actions.mean([0]);
        var variance = actions.var(0);
        return 0.5 * (((variance + (mean - _mean).pow(2)) / _variance) - 1 + _variance.log() - variance.log()).sum();
    }

    public void Dispose()
    {
        _mean.Dispose();
        _variance.Dispose();
    }
}
