using ReAgent.Learning.Policies;
using ReAgent.Learning.Randomness;
using ReAgent.Learning.Trainers.ActorCritic;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Cql;

/// <summary>Conservative Q-learning, the variant CQL(H): see <see cref="CqlModel"/>.</summary>
public sealed class CqlTrainer : Trainer
{
    private readonly Bellman _bellman;
    private readonly TwinCritics _critics;
    private readonly GaussianActor _actor;
    private readonly EntropyTemperature _temperature;
    private readonly Noise _uniform;
    private readonly CqlOptions _options;

    public CqlTrainer(CqlModel model, TrainerSetup setup)
    {
        _options = model.TrainerParam;
        _bellman = Own(new Bellman(_options.Rl, [], setup.Device));
        _critics = Own(new TwinCritics(setup, model.CriticNetBuilder, _options.QNetworkOptimizer, model.Use2QFunctions));
        _actor = Own(new GaussianActor(setup, model.ActorNetBuilder, _options.ActorNetworkOptimizer, model.ServeMeanPolicy));
        _temperature = Own(new EntropyTemperature(_options.EntropyTemperature, _options.TargetEntropy, _options.AlphaOptimizer, setup.Device));
        _uniform = Own(setup.Noise("uniform_action_noise"));
    }

    public override IPolicy Policy => _actor.Policy;

    public override IPolicy Behavior => _actor.Behavior;

    protected override IReadOnlyList<Reading> Learn(TransitionBatch batch)
    {
        Tensor target, pairs, logDensities;
        using (no_grad())
        {
            // y = r + γ (1 − done) min over i of Q'ᵢ(s', a'), a' ~ π(·|s')
            var next = _actor.Draw(_actor.Actions(batch.NextState));
            target = _bellman.Reward(batch) + (_bellman.Bootstrap(batch) * _critics.LeastOfTargets(batch.NextState, next));
            (pairs, logDensities) = Samples(batch);
        }

        // L = Bellman's loss + weight · E[ln ∫ e^Q(s, a') da' − Q(s, a)]
        var readings = _critics.Learn(
            batch, target, _bellman, (critic, values) => _options.ConservativeWeight * (LogIntegral(critic.Forward(pairs), logDensities) - values).mean());

        // L = E[α ln π(a|s) − min over i of Qᵢ(s, a)], a ~ π(·|s)
        var policy = _actor.Actions(batch.State);
        var actions = _actor.Draw(policy);
        var logDensity = policy.LogDensity(actions);
        var loss = ((_temperature.Value * logDensity) - _critics.Least(batch.State, actions)).mean();
        _actor.Descend(loss);

        // θ' ← τ θ + (1 − τ) θ'
        _critics.UpdateTargets(_options.Rl.TargetUpdateRate);
        return [.. readings, new("actor_loss", loss.detach()), .. _temperature.Learn(logDensity)];
    }

    /// <summary>
    /// 3n actions in each state s, drawn from the uniform distribution, π(·|s) and π(·|s'), and the densities that they were drawn with.
    /// </summary>
    /// <returns>[3·B·n, S + D] states with actions, and [3·B·n, 1] logarithms of densities.</returns>
    private (Tensor Pairs, Tensor LogDensities) Samples(TransitionBatch batch)
    {
        var n = _options.ActionSamples;
        var width = batch.ActionFeatures.shape[1];
        var states = batch.State.repeat_interleave(n, 0);
        var here = _actor.Actions(states);
        var there = _actor.Actions(batch.NextState.repeat_interleave(n, 0));

        // Uniform in [−1, 1)^D: density 2^−D.
        var uniform = (_uniform.Uniform(states.shape[0], width) * 2) - 1;
        var uniformDensity = full([states.shape[0], 1], -width * Math.Log(2), device: uniform.device);
        var (actionsHere, actionsThere) = (_actor.Draw(here), _actor.Draw(there));
        return (
            cat([TwinCritics.Pairs(states, uniform), TwinCritics.Pairs(states, actionsHere), TwinCritics.Pairs(states, actionsThere)], 0),
            cat([uniformDensity, here.LogDensity(actionsHere), there.LogDensity(actionsThere)], 0));
    }

    /// <summary>[B, 1] ln of the mean over a state's 3n actions of e^Q(s, a') / density(a'), which estimates ln ∫ e^Q(s, a') da'.</summary>
    private Tensor LogIntegral(Tensor values, Tensor logDensities)
    {
        var n = _options.ActionSamples;
        var perState = (values - logDensities).view(3, -1, n).transpose(0, 1).reshape(-1, 3 * n);
        return perState.logsumexp(1, keepdim: true) - Math.Log(3 * n);
    }
}
