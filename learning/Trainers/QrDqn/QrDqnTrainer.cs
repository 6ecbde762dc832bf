using ReAgent.Learning.Cpe;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.QrDqn;

/// <summary>Quantile regression: see <see cref="QrDqnModel"/>.</summary>
public sealed class QrDqnTrainer : Trainer
{
    private readonly Bellman _bellman;
    private readonly Learner _q;
    private readonly CpeHeads? _cpe;
    private readonly bool _double;
    private readonly double _targetUpdateRate;
    private readonly int _actions;
    private readonly int _quantiles;
    private readonly Tensor _fractions;
    private readonly DiscretePolicy _policy;

    public QrDqnTrainer(QrDqnModel model, TrainerSetup setup)
    {
        var options = model.TrainerParam;
        _actions = setup.Layout.ActionCount;
        _quantiles = options.NumAtoms;
        _double = options.DoubleQLearning;
        _targetUpdateRate = options.Rl.TargetUpdateRate;
        _bellman = Own(new Bellman(options.Rl, options.Actions, setup.Device));

        // [Q, 1] τ_i = (i + ½) / Q, the fraction of returns that lie under quantile i
        float[] fractions = [.. Enumerable.Range(0, _quantiles).Select(i => (i + 0.5f) / _quantiles)];
        _fractions = Own(tensor(fractions, [_quantiles, 1], device: setup.Device).DetachFromDisposeScope());

        var quantiles = model.NetBuilder.Architecture(setup.Layout.StateWidth, _actions, _quantiles);
        var mean = new QuantileMeanArchitecture { Quantiles = quantiles, QuantileCount = _quantiles };
        _q = Own(new Learner(setup.Network("q_network", quantiles), options.Optimizer, hasTarget: true));
        _policy = new(
            new() { Actions = options.Actions, Softmax = options.Rl.SoftmaxPolicy, Temperature = options.Rl.Temperature, Network = mean },
            _q.Network.ReadAs(mean));
        if (model.TrainsCpe)
        {
            _cpe = Own(new CpeHeads(setup, model.CpeNetBuilder, options.CpeOptimizer, options.Rl, _bellman));
            Cpe = _cpe.Model(_policy);
        }
    }

    public override IPolicy Policy => _policy;

    public override CpeModel? Cpe { get; }

    protected override IReadOnlyList<Reading> Learn(TransitionBatch batch)
    {
        Tensor target;
        using (no_grad())
        {
            // a* = argmax_a mean_j θ_j(s', a); without double Q-learning argmax_a mean_j θ'_j(s', a)
            var next = ByAction(_q.Target.Forward(batch.NextState));
            var chooser = _double ? ByAction(_q.Network.Forward(batch.NextState)) : next;
            var best = _bellman.NextActions(batch).Best(chooser.mean([2]));

            // y_j = r + γ (1 − done) θ'_j(s', a*)
            target = _bellman.Reward(batch) + (_bellman.Bootstrap(batch) * ReturnDistributions.Of(next, best));
        }

        // Every quantile is compared with every target: [B, i, j] of δ_ij = y_j − θ_i(s, a)
        var values = ReturnDistributions.Of(ByAction(_q.Network.Forward(batch.State)), batch.Action);
        var quantiles = values.unsqueeze(2).expand(-1, -1, _quantiles);
        var targets = target.unsqueeze(1).expand(-1, _quantiles, -1);

        // L = E[|τ_i − 1{δ_ij < 0}| huber(δ_ij)]: too low costs τ, too high 1 − τ, so θ_i settles where a share τ_i of the targets is lower.
        var weights = (_fractions - targets.lt(quantiles.detach()).to_type(ScalarType.Float32)).abs();
        var losses = weights * nn.functional.smooth_l1_loss(quantiles, targets, nn.Reduction.None);
        var loss = batch.Importance is null ? losses.mean() : batch.Mean(losses.mean([1, 2]).unsqueeze(1));
        batch.Importance?.Report((target - values).mean([1], keepdim: true));
        _q.Descend(loss);

        List<Reading> readings = [new("td_loss", loss.detach()), new("q_value", values.detach().mean())];
        if (_cpe is not null)
        {
            // Judged is the policy after this step: softmax of the updated mean quantiles.
            readings.AddRange(_cpe.Learn(batch, _policy.Scores(batch.NextState)));
        }

        // θ' ← τ θ + (1 − τ) θ'
        _q.UpdateTarget(_targetUpdateRate);
        return readings;
    }

    /// <summary>[B, A·Q] → [B, A, Q].</summary>
    private Tensor ByAction(Tensor outputs) => outputs.view(-1, _actions, _quantiles);
}
