using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers.ActorCritic;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Iql;

/// <summary>Implicit Q-learning: see <see cref="IqlModel"/>.</summary>
public sealed class IqlTrainer : Trainer
{
    private readonly Bellman _bellman;
    private readonly TwinCritics _critics;
    private readonly Learner _value;
    private readonly GaussianActor _actor;
    private readonly IqlOptions _options;

    public IqlTrainer(IqlModel model, TrainerSetup setup)
    {
        _options = model.TrainerParam;
        _bellman = Own(new Bellman(_options.Rl, [], setup.Device));
        _critics = Own(new TwinCritics(setup, model.CriticNetBuilder, _options.QNetworkOptimizer, model.Use2QFunctions));
        var value = model.ValueNetBuilder.Architecture(setup.Layout.StateWidth);
        _value = Own(new Learner(setup.Network("value_network", value), _options.ValueNetworkOptimizer));
        _actor = Own(new GaussianActor(setup, model.ActorNetBuilder, _options.ActorNetworkOptimizer, model.ServeMeanPolicy));
    }

    public override IPolicy Policy => _actor.Policy;

    public override IPolicy Behavior => _actor.Behavior;

    protected override IReadOnlyList<Reading> Learn(TransitionBatch batch)
    {
        Tensor logged;
        using (no_grad())
        {
            logged = _critics.LeastOfTargets(batch.State, batch.ActionFeatures);
        }

        // u = min over i of Q'ᵢ(s, a) − V(s); L = E[|τ − 1{u < 0}| u²]
        var difference = logged - _value.Network.Forward(batch.State);
        var weight = (_options.Expectile - difference.detach().lt(0).to_type(ScalarType.Float32)).abs();
        var valueLoss = (weight * difference * difference).mean();
        _value.Descend(valueLoss);

        Tensor advantage, target;
        using (no_grad())
        {
            // A = min over i of Q'ᵢ(s, a) − V(s); y = r + γ (1 − done) V(s')
            advantage = logged - _value.Network.Forward(batch.State);
            target = _bellman.Reward(batch) + (_bellman.Bootstrap(batch) * _value.Network.Forward(batch.NextState));
        }

        // L = −E[min(e^(β A), w) ln π(a|s)]
        var preference = (_options.InverseTemperature * advantage).exp().clamp(max: _options.MaxWeight);
        var actorLoss = -(preference * _actor.Actions(batch.State).LogDensity(batch.ActionFeatures)).mean();
        _actor.Descend(actorLoss);

        var readings = _critics.Learn(batch, target, _bellman);

        // θ' ← τ θ + (1 − τ) θ'
        _critics.UpdateTargets(_options.Rl.TargetUpdateRate);
        return [.. readings, new("value_loss", valueLoss.detach()), new("actor_loss", actorLoss.detach())];
    }
}
