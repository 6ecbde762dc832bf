using ReAgent.Learning.Cpe;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.C51;

/// <summary>Categorical Q-learning: see <see cref="C51Model"/>.</summary>
/// <remarks>
/// A row that terminated has a certain return, its reward, whichever action a log names after it. (When learning by SARSA, the original gives
/// no return any probability where the log names none, so such rows teach nothing.)
/// </remarks>
public sealed class C51Trainer : Trainer
{
    private readonly Bellman _bellman;
    private readonly Learner _q;
    private readonly CpeHeads? _cpe;
    private readonly bool _double;
    private readonly double _targetUpdateRate;
    private readonly int _actions;
    private readonly int _atoms;
    private readonly double _lowest;
    private readonly double _highest;
    private readonly Tensor _returns;
    private readonly DiscretePolicy _policy;

    public C51Trainer(C51Model model, TrainerSetup setup)
    {
        var options = model.TrainerParam;
        _actions = setup.Layout.ActionCount;
        _atoms = options.NumAtoms;
        _double = options.DoubleQLearning;
        _targetUpdateRate = options.Rl.TargetUpdateRate;
        (_lowest, _highest) = (options.Qmin, options.Qmax);
        _bellman = Own(new Bellman(options.Rl, options.Actions, setup.Device));

        // [Z] z_i, evenly spaced
        _returns = Own(linspace(_lowest, _highest, _atoms, device: setup.Device).DetachFromDisposeScope());

        var logits = model.NetBuilder.Architecture(setup.Layout.StateWidth, _actions, _atoms);
        var mean = new CategoricalMeanArchitecture { Logits = logits, Atoms = _atoms, Lowest = _lowest, Highest = _highest };
        _q = Own(new Learner(setup.Network("q_network", logits), options.Optimizer, hasTarget: true));
        _policy = new(
            new() { Actions = options.Actions, Softmax = options.Rl.SoftmaxPolicy, Temperature = options.Rl.Temperature, Network = mean },
            _q.Network.ReadAs(mean));
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
            // a* = argmax_a Σ_i z_i p_i(s', a); without double Q-learning argmax_a Σ_i z_i p'_i(s', a)
            var next = ByAction(_q.Target.Forward(batch.NextState)).softmax(2);
            var chooser = _double ? ByAction(_q.Network.Forward(batch.NextState)).softmax(2) : next;
            var best = _bellman.NextActions(batch).Best(chooser.matmul(_returns));

            // y_i = r + γ (1 − done) z_i, with probability p'_i(s', a*)
            var returns = (_bellman.Reward(batch) + (_bellman.Bootstrap(batch) * _returns)).clamp(_lowest, _highest);
            target = Project(returns, ReturnDistributions.Of(next, best));
        }

        // L = −E[Σ_i m_i ln p_i(s, a)]
        var logs = ReturnDistributions.Of(ByAction(_q.Network.Forward(batch.State)).log_softmax(2), batch.Action);
        var loss = -batch.Mean((target * logs).sum(1, keepdim: true));

        // δ = Σ_i z_i (m_i − p_i(s, a)), the error of the expected return
        batch.Importance?.Report((target - logs.detach().exp()).matmul(_returns).unsqueeze(1));
        _q.Descend(loss);

        List<Reading> readings = [new("td_loss", loss.detach()), new("q_value", logs.detach().exp().matmul(_returns).mean())];
        if (_cpe is not null)
        {
            // Judged is the policy after this step: softmax of the updated expected returns.
            readings.AddRange(_cpe.Learn(batch, _policy.Scores(batch.NextState)));
        }

        // θ' ← τ θ + (1 − τ) θ'
        _q.UpdateTarget(_targetUpdateRate);
        return readings;
    }

    /// <summary>
    /// [B, Z] m: the probabilities of any returns within [z_0, z_{Z−1}], moved onto the z_i. What lies between two of them is divided by
    /// nearness, which keeps the mean.
    /// </summary>
    private Tensor Project(Tensor returns, Tensor probabilities)
    {
        var positions = (returns - _lowest) / ((_highest - _lowest) / (_atoms - 1));

        // The highest return is wholly the upper neighbour's of the last pair.
        var lower = positions.floor().clamp(0, _atoms - 2);
        var upperShare = positions - lower;
        var index = lower.to_type(ScalarType.Int64);
        return zeros_like(probabilities)
            .scatter_add_(1, index, probabilities * (1 - upperShare))
            .scatter_add_(1, index + 1, probabilities * upperShare);
    }

    /// <summary>[B, A·Z] → [B, A, Z].</summary>
    private Tensor ByAction(Tensor outputs) => outputs.view(-1, _actions, _atoms);
}
