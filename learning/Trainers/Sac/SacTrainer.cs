using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers.ActorCritic;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Sac;

/// <summary>Soft actor-critic and critic-regularized regression: see <see cref="SacModel"/>.</summary>
/// <remarks>
/// Critic-regularized regression imitates the logged action, weighted by its own advantage, as published. (The original weights an action
/// that it has just drawn from the policy, and so learns nothing from what was logged.)
/// </remarks>
public sealed class SacTrainer : Trainer
{
    // As in the original: beyond it, densities count as this and have no gradient.
    private const double GreatestLogDensity = 2;

    private readonly Bellman _bellman;
    private readonly TwinCritics _critics;
    private readonly Learner? _value;
    private readonly GaussianActor _actor;
    private readonly EntropyTemperature _temperature;
    private readonly ActionPrior? _prior;
    private readonly SacOptions _options;

    public SacTrainer(SacModel model, TrainerSetup setup)
    {
        _options = model.TrainerParam;
        _bellman = Own(new Bellman(_options.Rl, [], setup.Device));
        _critics = Own(new TwinCritics(
            setup, model.CriticNetBuilder, _options.QNetworkOptimizer, model.Use2QFunctions, hasTargets: model.ValueNetBuilder is null));
        _actor = Own(new GaussianActor(setup, model.ActorNetBuilder, _options.ActorNetworkOptimizer, model.ServeMeanPolicy));
        _temperature = Own(new EntropyTemperature(_options.EntropyTemperature, _options.TargetEntropy, _options.AlphaOptimizer, setup.Device));
        if (model.ValueNetBuilder is { } value)
        {
            var network = setup.Network("value_network", value.Architecture(setup.Layout.StateWidth));
            _value = Own(new Learner(network, _options.ValueNetworkOptimizer, hasTarget: true));
        }

        if (_options.ActionEmbeddingKldWeight is > 0)
        {
            _prior = Own(new ActionPrior(_options.ActionEmbeddingMean, _options.ActionEmbeddingVariance, setup.Device));
        }
    }

    public override IPolicy Policy => _actor.Policy;

    public override IPolicy Behavior => _actor.Behavior;

    protected override IReadOnlyList<Reading> Learn(TransitionBatch batch)
    {
        var temperature = _temperature.Value;
        Tensor target;
        using (no_grad())
        {
            // y = r + γ (1 − done) V'(s'); without a value network V'(s') = min over i of Q'ᵢ(s', a') − α ln π(a'|s'), a' ~ π(·|s')
            var next = _value?.Target.Forward(batch.NextState) ?? SoftValue(batch.NextState, temperature);
            target = _bellman.Reward(batch) + (_bellman.Bootstrap(batch) * next);
        }

        List<Reading> readings = [.. _critics.Learn(batch, target, _bellman)];

        // L = E[α ln π(a|s) − min over i of Qᵢ(s, a)], a ~ π(·|s)
        var policy = _actor.Actions(batch.State);
        var actions = _actor.Draw(policy);
        var logDensity = Bounded(policy.LogDensity(actions));
        var values = _critics.Least(batch.State, actions);
        var loss = _options.CrrConfig is { } crr
            ? Regression(batch, policy, crr)
            : ((temperature * (_options.BackpropThroughLogProb ? logDensity : logDensity.detach())) - values).mean();
        if (_prior is not null)
        {
            // + weight · KL(distribution of the batch's actions ‖ prior)
            loss += _options.ActionEmbeddingKldWeight!.Value * _prior.Divergence(_options.ApplyKldOnMean ? policy.Mean : actions);
        }

        _actor.Descend(loss);
        readings.Add(new("actor_loss", loss.detach()));
        readings.AddRange(_temperature.Learn(logDensity));
        if (_value is null)
        {
            // θ' ← τ θ + (1 − τ) θ'
            _critics.UpdateTargets(_options.Rl.TargetUpdateRate);
            return readings;
        }

        // L = E[(V(s) − (min over i of Qᵢ(s, a) − α ln π(a|s)))²]; a uniform prior leaves out the density
        var soft = _options.LoggedActionUniformPrior ? values : values - (_temperature.Value * logDensity);
        var valueLoss = nn.functional.mse_loss(_value.Network.Forward(batch.State), soft.detach());
        _value.Descend(valueLoss);
        _value.UpdateTarget(_options.Rl.TargetUpdateRate);
        return [.. readings, new("value_loss", valueLoss.detach())];
    }

    private Tensor SoftValue(Tensor states, Tensor temperature)
    {
        var policy = _actor.Actions(states);
        var actions = _actor.Draw(policy);
        return _critics.LeastOfTargets(states, actions) - (temperature * Bounded(policy.LogDensity(actions)));
    }

    /// <summary>L = −E[w ln π(a|s)] over logged actions, w = 1{A ≥ threshold} or min(e^(A/β), clamp), A = min over i of Qᵢ(s, a) − V(s).</summary>
    private Tensor Regression(TransitionBatch batch, GaussianActions policy, CrrOptions crr)
    {
        Tensor weight;
        using (no_grad())
        {
            var advantage = _critics.Least(batch.State, batch.ActionFeatures) - _value!.Network.Forward(batch.State);
            weight = crr.ExponentBeta is { } beta
                ? (advantage / beta).exp().clamp(max: crr.ExponentClamp ?? double.PositiveInfinity)
                : advantage.ge(crr.IndicatorFnThreshold ?? 0).to_type(ScalarType.Float32);
        }

        return -(weight * policy.LogDensity(batch.ActionFeatures)).mean();
    }

    private static Tensor Bounded(Tensor logDensity) => logDensity.clamp(-GreatestLogDensity, GreatestLogDensity);
}
