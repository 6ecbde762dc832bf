using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Reinforce;

/// <summary>REINFORCE: see <see cref="ReinforceModel"/>.</summary>
/// <remarks>
/// An episode whose time is up goes on in truth. With a network of values the return of what would have followed is its estimate for the last state;
/// without one it counts as nothing, as in the original.
/// </remarks>
public sealed class ReinforceTrainer : Trainer
{
    private readonly ReinforceOptions _options;
    private readonly double _temperature;
    private readonly Learner _policyNetwork;
    private readonly Learner? _values;
    private readonly DiscretePolicy _policy;
    private readonly DiscretePolicy _behavior;

    public ReinforceTrainer(ReinforceModel model, TrainerSetup setup)
    {
        _options = model.TrainerParam;
        _temperature = model.SamplerTemperature;
        var architecture = model.PolicyNetBuilder.Architecture(setup.Layout.StateWidth, setup.Layout.ActionCount);
        _policyNetwork = Own(new Learner(setup.Network("scorer", architecture), _options.Optimizer));
        if (model.ValueNetBuilder is { } values)
        {
            _values = Own(new Learner(setup.Network("value_net", values.Architecture(setup.Layout.StateWidth, 1)), _options.OptimizerValueNet));
        }

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

        // G_t = min(r_t, clip) + γ G_{t+1}; where the episode goes on, G after its end is V(s')
        var afterwards = EpisodeReturns.Afterwards(_values?.Network, batch.NotTerminal, batch.NextState);
        var returns = EpisodeReturns.Discounted(batch.Reward.clamp(max: _options.RewardClip), _options.Gamma, afterwards);
        if (_options.Normalize)
        {
            // (G − mean) / deviation
            returns = EpisodeReturns.Whitened(returns, _options.SubtractMean);
        }
        else if (_options.SubtractMean)
        {
            returns -= returns.mean();
        }

        if (_options.OffsetClampMin)
        {
            returns = returns.clamp(min: 0);
        }

        var advantage = returns;
        if (_values is not null)
        {
            // A = G − V(s), L_V = E[(V(s) − G)²]
            var baseline = _values.Network.Forward(batch.State);
            advantage = returns - baseline.detach();
            var valueLoss = nn.functional.mse_loss(baseline, returns);
            _values.Descend(valueLoss);
            readings.Add(new("value_loss", valueLoss.detach()));
        }

        // ln π(a|s), π = softmax over the possible actions of score / temperature
        var logPropensity = batch.PossibleActions.LogSoftmax(_policyNetwork.Network.Forward(batch.State) / _temperature).gather(1, batch.Action);

        // L = −Σ A ln π(a|s), or with the ratio to the logged policy L = −Σ A min(π/μ, clip)
        var eligibility = _options.OffPolicy
            ? (logPropensity - batch.ActionProbability.log()).clamp(max: Math.Log(_options.ClipParam)).exp()
            : logPropensity;
        var loss = -(advantage * eligibility).sum();
        _policyNetwork.Descend(loss);
        readings.Add(new("policy_loss", loss.detach()));
        return readings;
    }
}
