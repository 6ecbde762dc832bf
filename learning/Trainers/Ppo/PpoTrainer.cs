using ReAgent.Learning.Policies;
using ReAgent.Learning.Randomness;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Ppo;

/// <summary>Proximal policy optimization: see <see cref="PpoModel"/>.</summary>
/// <remarks>
/// An episode whose time is up goes on in truth. With a network of values the return of what would have followed is its estimate for the last state;
/// without one it counts as nothing, as in the original.
/// </remarks>
public sealed class PpoTrainer : Trainer
{
    private readonly PpoOptions _options;
    private readonly double _temperature;
    private readonly Learner _policyNetwork;
    private readonly Learner? _values;
    private readonly EpisodeBuffer _episodes;
    private readonly Noise _order;
    private readonly DiscretePolicy _policy;
    private readonly DiscretePolicy _behavior;

    public PpoTrainer(PpoModel model, TrainerSetup setup)
    {
        _options = model.TrainerParam;
        _temperature = model.SamplerTemperature;
        var architecture = model.PolicyNetBuilder.Architecture(setup.Layout.StateWidth, setup.Layout.ActionCount);
        _policyNetwork = Own(new Learner(setup.Network("scorer", architecture), _options.Optimizer));
        if (model.ValueNetBuilder is { } values)
        {
            _values = Own(new Learner(setup.Network("value_net", values.Architecture(setup.Layout.StateWidth, 1)), _options.OptimizerValueNet));
        }

        _episodes = Own(new EpisodeBuffer(setup.Device));
        _order = Own(setup.Noise("ppo.order"));
        var description = new DiscretePolicyDescription
        {
            Actions = _options.Actions, Softmax = true, Temperature = _temperature, NetworkName = _policyNetwork.Network.Name, Network = architecture,
        };
        _behavior = new(description, _policyNetwork.Network);
        _policy = new(description with { Softmax = model.SoftmaxPolicy }, _policyNetwork.Network);
    }

    public override BatchUnit Unit => BatchUnit.Episode;

    public override IPolicy Policy => _policy;

    public override IPolicy Behavior => _behavior;

    protected override IReadOnlyList<Reading> Learn(TransitionBatch batch)
    {
        List<Reading> readings = [new("mean_reward", batch.Reward.mean())];
        _episodes.Add(batch);
        if (_episodes.Count < _options.UpdateFreq)
        {
            return readings;
        }

        var (policyLosses, valueLosses) = (new List<Tensor>(), new List<Tensor>());
        for (var epoch = 0; epoch < _options.UpdateEpochs; epoch++)
        {
            // A random order of the gathered episodes.
            var order = _order.Uniform(_episodes.Count).argsort().cpu().data<long>().ToArray();
            foreach (var chunk in order.Chunk(_options.PpoBatchSize))
            {
                var losses = chunk.Select(episode => Losses(_episodes[(int)episode])).ToArray();
                var policyLoss = stack(losses.Select(loss => loss.Policy)).sum();
                _policyNetwork.Descend(policyLoss);
                policyLosses.Add(policyLoss.detach());
                if (_values is not null)
                {
                    var valueLoss = stack(losses.Select(loss => loss.Value!)).sum();
                    _values.Descend(valueLoss);
                    valueLosses.Add(valueLoss.detach());
                }
            }
        }

        _episodes.Clear();
        readings.Add(new("ppo_loss", stack(policyLosses).mean()));
        if (_values is not null)
        {
            readings.Add(new("value_loss", stack(valueLosses).mean()));
        }

        return readings;
    }

    private (Tensor Policy, Tensor? Value) Losses(EpisodeSteps episode)
    {
        var reward = episode.Reward.clamp(max: _options.RewardClip);
        Tensor target, advantage;
        Tensor? valueLoss = null;
        if (_options.TdErrorAdvantage)
        {
            // y = min(r, clip) + γ (1 − done) V(s'), A = y − V(s)
            target = reward + (_options.Gamma * episode.NotTerminal * _values!.Network.Evaluate(episode.NextState));
            advantage = target - _values.Network.Evaluate(episode.State);
            advantage = _options.OffsetClampMin ? advantage.clamp(min: 0) : advantage;
        }
        else
        {
            // y = G_t = min(r_t, clip) + γ G_{t+1}; where the episode goes on, G after its end is V(s'). Normalized: (G − mean) / deviation.
            target = EpisodeReturns.Discounted(reward, _options.Gamma, EpisodeReturns.Afterwards(_values?.Network, episode.NotTerminal, episode.NextState));
            target = _options.Normalize ? EpisodeReturns.Whitened(target, _options.SubtractMean) : target;
            target = _options.OffsetClampMin ? target.clamp(min: 0) : target;

            // A = G, or with a network of values A = G − V(s)
            advantage = _values is null ? target : target - _values.Network.Evaluate(episode.State);
        }

        if (_values is not null)
        {
            // L_V = Σ (V(s) − y)²
            valueLoss = nn.functional.mse_loss(_values.Network.Forward(episode.State), target, reduction: nn.Reduction.Sum);
        }

        // ρ = π(a|s) / μ(a|s), π = softmax over the possible actions of score / temperature
        var logPropensities = episode.PossibleActions.LogSoftmax(_policyNetwork.Network.Forward(episode.State) / _temperature);
        var ratio = (logPropensities.gather(1, episode.Action) - episode.ActionProbability.log()).exp();

        // L = −Σ min(A ρ, A clip(ρ, 1 − ε, 1 + ε)) − weight · Σ entropy of π(·|s)
        var loss = -minimum(advantage * ratio, advantage * ratio.clamp(1 - _options.PpoEpsilon, 1 + _options.PpoEpsilon)).sum();
        if (_options.EntropyWeight > 0)
        {
            // p ln p is 0 where p is 0.
            var entropy = -(logPropensities.exp() * logPropensities.masked_fill(episode.PossibleActions.Impossible, 0)).sum();
            loss -= _options.EntropyWeight * entropy;
        }

        return (loss, valueLoss);
    }
}
