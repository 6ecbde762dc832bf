using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>Outputs of networks that describe the distribution of an action's return by several values.</summary>
internal static class ReturnDistributions
{
    /// <summary>[B, A, Q] values per action, [B, 1] actions → [B, Q] the values of these actions.</summary>
    public static Tensor Of(Tensor perAction, Tensor action) => perAction.gather(1, action.unsqueeze(2).expand(-1, 1, perAction.shape[2])).squeeze(1);
}
