using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Randomness;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.ActorCritic;

/// <summary>
/// Noise on the actions at which targets are valued, so that a critic's narrow peaks are not learned from (Fujimoto et al., 2018).
/// </summary>
/// <param name="noise">The noise.</param>
/// <param name="deviation">Its standard deviation.</param>
/// <param name="clip">The greatest deviation.</param>
public sealed class TargetPolicySmoothing(Noise noise, double deviation, double clip) : ICheckpointed
{
    /// <summary>a + clip(σ ε, −c, c), cut to [−1, 1]: [N, D] → [N, D].</summary>
    public Tensor Smooth(Tensor actions) => (actions + (noise.Normal(actions.shape) * deviation).clamp(-clip, clip)).clamp(-1, 1);

    public void Save(TensorFile file) => noise.Save(file);

    public void Restore(TensorFile file) => noise.Restore(file);
}
