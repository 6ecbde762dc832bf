using ReAgent.Learning.Cpe;
using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.DiscreteCrr;

/// <summary>Critic-regularized regression over discrete actions: see <see cref="DiscreteCrrModel"/>.</summary>
/// <remarks>
/// The actor spreads its probability over possible actions only, and the networks for counterfactual estimates learn the value of the actor.
/// (The original lets impossible actions count in both states' values and in the actor's loss, and learns the counterfactual value of a softmax
/// of the first critic although it reports that of the actor.)
/// </remarks>
public sealed class DiscreteCrrTrainer : Trainer
{
    private readonly DiscreteCrrOptions _options;
    private readonly Bellman _bellman;
    private readonly Learner _q1;
    private readonly Learner? _q2;
    private readonly Learner _actor;
    private readonly CpeHeads? _cpe;
    private readonly DiscretePolicy _policy;

    public DiscreteCrrTrainer(DiscreteCrrModel model, TrainerSetup setup)
    {
        _options = model.TrainerParam;
        var critic = model.CriticNetBuilder.Architecture(setup.Layout.StateWidth, setup.Layout.ActionCount);
        var actor = model.ActorNetBuilder.Architecture(setup.Layout.StateWidth, setup.Layout.ActionCount);
        _bellman = Own(new Bellman(_options.Rl, _options.Actions, setup.Device));
        _q1 = Own(new Learner(setup.Network("q1_network", critic), _options.QNetworkOptimizer, hasTarget: true));
        _q2 = _options.DoubleQLearning ? Own(new Learner(setup.Network("q2_network", critic), _options.QNetworkOptimizer, hasTarget: true)) : null;
        _actor = Own(new Learner(setup.Network("actor_network", actor), _options.ActorNetworkOptimizer, hasTarget: true));
        _policy = new(
            new()
            {
                Actions = _options.Actions,
                Softmax = _options.Rl.SoftmaxPolicy,
                Temperature = _options.Rl.Temperature,
                NetworkName = _actor.Network.Name,
                Network = actor,
            },
            _actor.Network);
        if (model.TrainsCpe)
        {
            _cpe = Own(new CpeHeads(setup, model.CpeNetBuilder, _options.QNetworkOptimizer, _options.Rl, _bellman));
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
            // V(s') = min over k of Σ_a π(a|s') Q'_k(s', a), π = softmax over the possible actions
            var actor = _options.UseTargetActor ? _actor.Target : _actor.Network;
            var probabilities = batch.PossibleNextActions.Softmax(actor.Forward(batch.NextState), temperature: 1);
            var value = (probabilities * _q1.Target.Forward(batch.NextState)).sum(1, keepdim: true);
            if (_q2 is not null)
            {
                value = minimum(value, (probabilities * _q2.Target.Forward(batch.NextState)).sum(1, keepdim: true));
            }

            // y = r + γ (1 − done) V(s')
            target = _bellman.Reward(batch) + (_bellman.Bootstrap(batch) * value);
        }

        List<Reading> readings = [LearnCritic("q1_loss", _q1, batch, target)];
        if (_q2 is not null)
        {
            readings.Add(LearnCritic("q2_loss", _q2, batch, target));
        }

        // The actor is judged by what the first critic has just learned.
        if (Steps % _options.DelayedPolicyUpdate == 0)
        {
            readings.AddRange(LearnActor(batch));
        }

        if (_cpe is not null)
        {
            // Judged is the policy after this step: softmax of the updated actor's logits.
            readings.AddRange(_cpe.Learn(batch, _actor.Network.Evaluate(batch.NextState)));
        }

        // θ' ← τ θ + (1 − τ) θ'
        _q1.UpdateTarget(_options.Rl.TargetUpdateRate);
        _q2?.UpdateTarget(_options.Rl.TargetUpdateRate);
        _actor.UpdateTarget(_options.Rl.TargetUpdateRate);
        return readings;
    }

    private static Reading LearnCritic(string name, Learner critic, TransitionBatch batch, Tensor target)
    {
        // L = E[(Q(s, a) − y)²]
        var loss = nn.functional.mse_loss(critic.Network.Forward(batch.State).gather(1, batch.Action), target);
        critic.Descend(loss);
        return new(name, loss.detach());
    }

    private IEnumerable<Reading> LearnActor(TransitionBatch batch)
    {
        var logProbability = batch.PossibleActions.LogSoftmax(_actor.Network.Forward(batch.State));
        var ofLogged = logProbability.gather(1, batch.Action);
        Tensor weight;
        using (no_grad())
        {
            // A = Q1(s, a) − Σ_a' π(a'|s) Q1(s, a'), w = min(e^(A/β), w_max)
            var values = _q1.Network.Forward(batch.State);
            var advantage = values.gather(1, batch.Action) - (logProbability.exp() * values).sum(1, keepdim: true);
            weight = (advantage / _options.Beta).exp().clamp_max(_options.MaxWeight);
        }

        // L = −E[w ln π(a|s)]
        var loss = -(weight * ofLogged).mean();
        if (_options.EntropyCoeff > 0)
        {
            // L ← L + c E[min(π(a|s) / μ(a|s), limit) ln π(a|s)], where the log took a with probability μ(a|s)
            var ratio = (ofLogged.exp() / batch.ActionProbability).clamp(1e-4, _options.ClipLimit);
            loss += _options.EntropyCoeff * (ratio * ofLogged).mean();
        }

        _actor.Descend(loss);
        return [new("actor_loss", loss.detach()), new("actor_weight", weight.mean())];
    }
}
