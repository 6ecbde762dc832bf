using ReAgent.Learning.Cpe;
using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Dqn;

/// <summary>Deep Q-learning: see <see cref="DqnModel"/>.</summary>
public sealed class DqnTrainer : Trainer
{
    private readonly Bellman _bellman;
    private readonly Learner _q;
    private readonly ActionImitator? _imitator;
    private readonly CpeHeads? _cpe;
    private readonly bool _double;
    private readonly double _targetUpdateRate;
    private readonly double _conservatism;
    private readonly DiscretePolicy _policy;

    /// <param name="model">Settings and structures.</param>
    /// <param name="setup">Shapes, seed and device.</param>
    /// <param name="conservatism">α of conservative Q-learning; 0 leaves its term out.</param>
    public DqnTrainer(DqnModel model, TrainerSetup setup, double conservatism = 0)
    {
        _conservatism = conservatism;
        var options = model.TrainerParam;
        var architecture = model.NetBuilder.Architecture(setup.Layout.StateWidth, setup.Layout.ActionCount, ids: setup.Layout.Ids);
        _double = options.DoubleQLearning;
        _targetUpdateRate = options.Rl.TargetUpdateRate;
        _bellman = Own(new Bellman(options.Rl, options.Actions, setup.Device));
        _q = Own(new Learner(setup.Network("q_network", architecture), options.Optimizer, hasTarget: true));
        _policy = new(
            new() { Actions = options.Actions, Softmax = options.Rl.SoftmaxPolicy, Temperature = options.Rl.Temperature, Network = architecture },
            _q.Network);
        if (options.Bcq is { } bcq)
        {
            var imitator = bcq.NetBuilder?.Architecture(setup.Layout.StateWidth, setup.Layout.ActionCount, ids: setup.Layout.Ids) ?? architecture;
            _imitator = Own(new ActionImitator(setup.Network("bcq_imitator", imitator), bcq.Optimizer ?? options.Optimizer, bcq.DropThreshold));
        }

        if (model.TrainsCpe)
        {
            _cpe = Own(new CpeHeads(setup, model.CpeNetBuilder, options.Optimizer, options.Rl, _bellman));
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
            // Next actions that count: the possible ones; with BCQ, those of them that the data would plausibly take.
            var actions = _bellman.NextActions(batch);
            actions = _imitator?.Narrow(actions, batch.NextState) ?? actions;

            // a* = argmax_a Q(s', a); without double Q-learning argmax_a Q'(s', a)
            var next = _q.Target.Forward(batch.NextState);
            var best = actions.Best(_double ? _q.Network.Forward(batch.NextState) : next);

            // y = r + γ (1 − done) Q'(s', a*)
            target = _bellman.Reward(batch) + (_bellman.Bootstrap(batch) * next.gather(1, best));
        }

        // L = E[(Q(s, a) − y)²], or Huber's loss of the difference
        var scores = _q.Network.Forward(batch.State);
        var values = scores.gather(1, batch.Action);
        var loss = _bellman.Loss(values, target, batch);
        batch.Importance?.Report(target - values);
        List<Reading> readings = [new("td_loss", loss.detach()), new("q_value", values.detach().mean())];
        if (_conservatism > 0)
        {
            // L ← L + α E[ln Σ_a e^Q(s, a) − Q(s, a_logged)], the sum over possible actions
            var excess = batch.Mean(batch.PossibleActions.Apply(scores).logsumexp(1, keepdim: true) - values);
            readings.Add(new("conservative_loss", excess.detach()));
            loss += _conservatism * excess;
        }

        _q.Descend(loss);
        if (_imitator is not null)
        {
            readings.Add(_imitator.Learn(batch));
        }

        if (_cpe is not null)
        {
            // Judged is the policy after this step: softmax of the updated Q(s', ·).
            readings.AddRange(_cpe.Learn(batch, _q.Network.Evaluate(batch.NextState)));
        }

        // θ' ← τ θ + (1 − τ) θ'
        _q.UpdateTarget(_targetUpdateRate);
        return readings;
    }
}
