using ReAgent.Learning.Cpe;
using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.ParametricDqn;

/// <summary>Deep Q-learning over actions with features: see <see cref="ParametricDqnModel"/>.</summary>
public sealed class ParametricDqnTrainer : Trainer
{
    private readonly Bellman _bellman;
    private readonly Learner _q;
    private readonly CpeHeads? _cpe;
    private readonly ActionTable _actions;
    private readonly bool _double;
    private readonly double _targetUpdateRate;
    private readonly DiscretePolicy _policy;

    /// <param name="model">Settings and structures.</param>
    /// <param name="setup">Shapes, seed and device.</param>
    public ParametricDqnTrainer(ParametricDqnModel model, TrainerSetup setup)
    {
        var options = model.TrainerParam;
        _actions = Own(new ActionTable(options.Actions, options.ActionFeatures, setup.Device));
        var architecture = model.NetBuilder.Architecture(setup.Layout.StateWidth, _actions.Width);
        _double = options.DoubleQLearning;
        _targetUpdateRate = options.Rl.TargetUpdateRate;
        _bellman = Own(new Bellman(options.Rl, options.Actions, setup.Device));
        _q = Own(new Learner(setup.Network("q_network", architecture), options.Optimizer, hasTarget: true));
        var perAction = _actions.Over(architecture);
        _policy = new(
            new() { Actions = options.Actions, Softmax = options.Rl.SoftmaxPolicy, Temperature = options.Rl.Temperature, Network = perAction },
            _q.Network.ReadAs(perAction));
        if (model.TrainsCpe)
        {
            var judge = (model.CpeNetBuilder ?? model.NetBuilder).Architecture(setup.Layout.StateWidth, _actions.Width, 1 + setup.Layout.Metrics.Length);
            _cpe = Own(new CpeHeads(setup, _actions.Over(judge), options.Optimizer, options.Rl, _bellman));
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
            // a* = argmax_a Q(s', a) over possible actions; without double Q-learning argmax_a Q'(s', a); with SARSA the logged one
            var pairs = _actions.Beside(batch.NextState);
            var next = _actions.ByAction(_q.Target.Forward(pairs));
            var best = _bellman.NextActions(batch).Best(_double ? _actions.ByAction(_q.Network.Forward(pairs)) : next);

            // y = r + γ (1 − done) Q'(s', a*)
            target = _bellman.Reward(batch) + (_bellman.Bootstrap(batch) * next.gather(1, best));
        }

        // L = E[(Q(s, a) − y)²], Huber's loss of the difference, or cross-entropy of a logit
        var values = _q.Network.Forward(_actions.Beside(batch.State, batch.Action));
        var loss = _bellman.Loss(values, target);
        List<Reading> readings = [new("td_loss", loss.detach()), new("q_value", values.detach().mean())];
        _q.Descend(loss);
        if (_cpe is not null)
        {
            // Judged is the policy after this step: softmax of the updated Q(s', ·).
            readings.AddRange(_cpe.Learn(batch, _policy.Scores(batch.NextState)));
        }

        // θ' ← τ θ + (1 − τ) θ'
        _q.UpdateTarget(_targetUpdateRate);
        return readings;
    }
}
