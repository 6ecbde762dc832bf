using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers.ActorCritic;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Td3;

/// <summary>TD3 and TD3+BC: see <see cref="Td3Model"/>.</summary>
/// <remarks>
/// In the steps between, actor and targets rest. (The original asks for that too, but its training framework moves them all the same: Adam
/// by its momentum, and the targets every time.)
/// </remarks>
public sealed class Td3Trainer : Trainer
{
    private readonly Bellman _bellman;
    private readonly TwinCritics _critics;
    private readonly Learner _actor;
    private readonly TargetPolicySmoothing _smoothing;
    private readonly Td3BehaviorCloningOptions? _cloning;
    private readonly double _targetUpdateRate;
    private readonly int _delay;

    public Td3Trainer(Td3Model model, TrainerSetup setup)
    {
        var options = model.TrainerParam;
        _cloning = options.BehaviorCloning;
        _targetUpdateRate = options.Rl.TargetUpdateRate;
        _delay = options.DelayedPolicyUpdate;
        _bellman = Own(new Bellman(options.Rl, [], setup.Device));
        _critics = Own(new TwinCritics(setup, model.CriticNetBuilder, options.QNetworkOptimizer, model.Use2QFunctions));
        var architecture = model.ActorNetBuilder.Architecture(setup.Layout.StateWidth, setup.Layout.ActionWidth);
        _actor = Own(new Learner(setup.Network("actor_network", architecture), options.ActorNetworkOptimizer, hasTarget: true));
        _smoothing = Own(new TargetPolicySmoothing(setup.Noise("target_policy_noise"), options.NoiseVariance, options.NoiseClip));
        Policy = new ContinuousPolicy(new() { NetworkName = _actor.Network.Name, Network = architecture }, _actor.Network);
    }

    public override IPolicy Policy { get; }

    protected override IReadOnlyList<Reading> Learn(TransitionBatch batch)
    {
        Tensor target;
        using (no_grad())
        {
            // a' = π'(s') + noise; y = r + γ (1 − done) min over i of Q'ᵢ(s', a')
            var next = _smoothing.Smooth(_actor.Target.Forward(batch.NextState));
            target = _bellman.Reward(batch) + (_bellman.Bootstrap(batch) * _critics.LeastOfTargets(batch.NextState, next));
        }

        var readings = _critics.Learn(batch, target, _bellman);
        if (Steps % _delay != 0)
        {
            return readings;
        }

        // L = −E[Q₁(s, π(s))]
        var actions = _actor.Network.Forward(batch.State);
        var values = _critics.First(batch.State, actions);
        var loss = -values.mean();
        if (_cloning is not null)
        {
            // L = −λ E[Q₁(s, π(s))] + E[(π(s) − a)²], λ = α / E|Q₁(s, π(s))|
            loss = (loss * _cloning.Alpha / values.detach().abs().mean()) + nn.functional.mse_loss(actions, batch.ActionFeatures);
        }

        _actor.Descend(loss);

        // θ' ← τ θ + (1 − τ) θ'
        _critics.UpdateTargets(_targetUpdateRate);
        _actor.UpdateTarget(_targetUpdateRate);
        return [.. readings, new("actor_loss", loss.detach())];
    }
}
