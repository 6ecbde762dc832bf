using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using static TorchSharp.torch;

namespace ReAgent.Learning.Cpe;

/// <summary>
/// What counterfactual policy evaluation needs to know beside the policy, learned in the same steps: a network of immediate rewards and one
/// of values under the policy, each with one output per (metric, action). The reward is metric 0; the metrics logged beside it follow.
/// </summary>
/// <remarks>
/// Both learn the logged reward, without <see cref="RlOptions.RewardBoost"/>: a boost shapes what is learned, not what happened.
/// </remarks>
public sealed class CpeHeads : ITrainerPart
{
    private readonly Learner _rewards;
    private readonly Learner _values;
    private readonly Bellman _bellman;
    private readonly double _targetUpdateRate;
    private readonly int _metrics;
    private readonly int _actions;

    /// <param name="setup">Shapes, seed and device.</param>
    /// <param name="network">Structure of both networks: the original's <c>cpe_net_builder</c>.</param>
    /// <param name="optimizer">How both are moved.</param>
    /// <param name="rl">Temperature of the policy to be judged, target update rate and loss.</param>
    /// <param name="bellman">Discount and loss.</param>
    public CpeHeads(TrainerSetup setup, DiscreteNetworkOptions network, OptimizerOptions optimizer, RlOptions rl, Bellman bellman)
        : this(setup, network.Architecture(setup.Layout.StateWidth, (1 + setup.Layout.Metrics.Length) * setup.Layout.ActionCount, ids: setup.Layout.Ids), optimizer, rl, bellman)
    {
    }

    /// <param name="setup">Shapes, seed and device.</param>
    /// <param name="architecture">Structure of both networks, [N, S] → [N, M·A]: the actions of the reward, then those of each metric.</param>
    /// <param name="optimizer">How both are moved.</param>
    /// <param name="rl">Temperature of the policy to be judged, target update rate and loss.</param>
    /// <param name="bellman">Discount and loss.</param>
    public CpeHeads(TrainerSetup setup, NetworkArchitecture architecture, OptimizerOptions optimizer, RlOptions rl, Bellman bellman)
    {
        _actions = setup.Layout.ActionCount;
        _metrics = 1 + setup.Layout.Metrics.Length;
        _bellman = bellman;
        _targetUpdateRate = rl.TargetUpdateRate;
        Temperature = rl.Temperature;
        MetricNames = ["reward", .. setup.Layout.Metrics];
        _rewards = new(setup.Network("reward_network", architecture), optimizer);
        _values = new(setup.Network("q_network_cpe", architecture), optimizer, hasTarget: true);
    }

    /// <summary><c>reward</c>, then the metrics logged beside it.</summary>
    public IReadOnlyList<string> MetricNames { get; }

    /// <summary>Temperature of the policy that is judged.</summary>
    public double Temperature { get; }

    public IEnumerable<Network> Networks => [.. _rewards.Networks, .. _values.Networks];

    /// <summary>One step of both networks.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="nextScores">[B, A] the policy's scores of the next state's actions.</param>
    /// <returns>The losses.</returns>
    public IReadOnlyList<Reading> Learn(TransitionBatch batch, Tensor nextScores)
    {
        // m = [r, metrics]
        var logged = batch.Metrics.shape[1] == 0 ? batch.Reward : cat([batch.Reward, batch.Metrics], 1);

        // L_R = E[(R(s, a) − m)²]
        var rewardLoss = nn.functional.mse_loss(OfLoggedAction(_rewards.Network.Forward(batch.State), batch), logged);
        _rewards.Descend(rewardLoss);

        Tensor target;
        using (no_grad())
        {
            // π(a|s') = softmax over possible actions of score / temperature
            var propensities = batch.PossibleNextActions.Softmax(nextScores, Temperature);

            // y = m + γ (1 − done) Σ_a π(a|s') Q'_cpe(s', a)
            var next = (ByMetric(_values.Target.Forward(batch.NextState)) * propensities.unsqueeze(1)).sum(2);
            target = logged + (_bellman.Bootstrap(batch) * next);
        }

        // L_Q = loss(Q_cpe(s, a), y)
        var valueLoss = _bellman.Loss(OfLoggedAction(_values.Network.Forward(batch.State), batch), target);
        _values.Descend(valueLoss);
        _values.UpdateTarget(_targetUpdateRate);
        return [new("reward_loss", rewardLoss.detach()), new("cpe_q_loss", valueLoss.detach())];
    }

    /// <summary>The judge, over these networks and the policy.</summary>
    public CpeModel Model(DiscretePolicy policy) => new(
        new() { Metrics = [.. MetricNames], Temperature = Temperature, Network = _rewards.Network.Architecture },
        policy,
        _rewards.Network,
        _values.Network);

    public void FinishEpoch()
    {
        _rewards.FinishEpoch();
        _values.FinishEpoch();
    }

    public void Save(TensorFile file)
    {
        _rewards.Save(file);
        _values.Save(file);
    }

    public void Restore(TensorFile file)
    {
        _rewards.Restore(file);
        _values.Restore(file);
    }

    public void Dispose()
    {
        _rewards.Dispose();
        _values.Dispose();
    }

    /// <summary>[B, M·A] → [B, M, A].</summary>
    private Tensor ByMetric(Tensor outputs) => outputs.view(-1, _metrics, _actions);

    /// <summary>[B, M·A] → [B, M]: the column of the logged action.</summary>
    private Tensor OfLoggedAction(Tensor outputs, TransitionBatch batch) =>
        ByMetric(outputs).gather(2, batch.Action.unsqueeze(1).expand(-1, _metrics, 1)).squeeze(2);
}
