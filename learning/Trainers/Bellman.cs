using ReAgent.Learning.Policies;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>
/// The parts of a temporal-difference target that follow from the <c>rl</c> section: y = Reward + Bootstrap · (value of the next state).
/// </summary>
public sealed class Bellman : IDisposable
{
    private readonly RlOptions _rl;
    private readonly Tensor? _boosts;

    /// <param name="rl">The section.</param>
    /// <param name="actions">Names of the A actions, in order; empty when actions are continuous.</param>
    /// <param name="device">Where to compute.</param>
    public Bellman(RlOptions rl, IReadOnlyList<string> actions, Device device)
    {
        _rl = rl;
        if (rl.RewardBoost is { Count: > 0 } boosts)
        {
            float[] values = [.. actions.Select(action => (float)boosts.GetValueOrDefault(action))];
            _boosts = tensor(values, [values.Length, 1], device: device).DetachFromDisposeScope();
        }
    }

    /// <summary>[B, 1] r + boost of the logged action.</summary>
    public Tensor Reward(TransitionBatch batch) =>
        _boosts is null ? batch.Reward : batch.Reward + _boosts.index_select(0, batch.Action.squeeze(1));

    /// <summary>
    /// [B, 1] weight of the next state's value: the discount, 0 where the episode terminated. The discount is γ, γ^time_diff or γ^step.
    /// </summary>
    public Tensor Bootstrap(TransitionBatch batch)
    {
        var span = _rl.UseSeqNumDiffAsTimeDiff ? batch.TimeDiff : _rl.MultiSteps is not null ? batch.Step : null;
        return span is null ? batch.NotTerminal * _rl.Gamma : batch.NotTerminal * full_like(span, _rl.Gamma).pow(span);
    }

    /// <summary>The next actions whose value counts: the possible ones (Q-learning) or the logged one (SARSA).</summary>
    public ActionMask NextActions(TransitionBatch batch) => _rl.MaxqLearning ? batch.PossibleNextActions : batch.LoggedNextAction;

    /// <summary>Mean loss of predictions against targets of the same shape.</summary>
    public Tensor Loss(Tensor prediction, Tensor target) => _rl.QNetworkLoss switch
    {
        ValueLoss.Huber => nn.functional.smooth_l1_loss(prediction, target),
        ValueLoss.BceWithLogits => nn.functional.binary_cross_entropy_with_logits(prediction, target),
        _ => nn.functional.mse_loss(prediction, target),
    };

    /// <summary>Mean loss of predictions against targets of the same shape [B, …], each row with its importance weight.</summary>
    public Tensor Loss(Tensor prediction, Tensor target, TransitionBatch batch) => batch.Importance is null
        ? Loss(prediction, target)
        : batch.Mean(_rl.QNetworkLoss == ValueLoss.Huber
            ? nn.functional.smooth_l1_loss(prediction, target, nn.Reduction.None)
            : nn.functional.mse_loss(prediction, target, nn.Reduction.None));

    public void Dispose() => _boosts?.Dispose();
}
