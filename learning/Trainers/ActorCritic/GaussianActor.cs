using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Randomness;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.ActorCritic;

/// <summary>A policy π(a|s) that draws its actions, and the network <c>actor_network</c> that learns it.</summary>
public sealed class GaussianActor : ITrainerPart
{
    private readonly Learner _actor;
    private readonly Noise _noise;
    private readonly bool _squashed;

    /// <param name="setup">Makes the network and the noise.</param>
    /// <param name="network">Its structure.</param>
    /// <param name="optimizer">How it is moved.</param>
    /// <param name="serveMean">Whether the published policy takes the mean instead of drawing.</param>
    public GaussianActor(TrainerSetup setup, StochasticActorOptions network, OptimizerOptions optimizer, bool serveMean)
    {
        var architecture = network.Architecture(setup.Layout.StateWidth, setup.Layout.ActionWidth);
        _squashed = network.Squashed;
        _actor = new(setup.Network("actor_network", architecture), optimizer);
        _noise = setup.Noise("policy_noise");
        var description = new GaussianPolicyDescription { Squashed = _squashed, NetworkName = _actor.Network.Name, Network = architecture };
        Policy = new(description with { ServeMean = serveMean }, _actor.Network);
        Behavior = new(description with { ServeMean = false }, _actor.Network);
    }

    /// <summary>The policy as learned so far.</summary>
    public GaussianPolicy Policy { get; }

    /// <summary>The same, but it always draws: the policy that collects when training is online.</summary>
    public GaussianPolicy Behavior { get; }

    public IEnumerable<Network> Networks => _actor.Networks;

    /// <summary>π(·|s) in [N, S] states.</summary>
    public GaussianActions Actions(Tensor states) => GaussianActions.Of(_actor.Network.Forward(states), _squashed);

    /// <summary>[N, D] an action from each distribution, with a gradient through the draw.</summary>
    public Tensor Draw(GaussianActions actions) => actions.Draw(_noise.Normal(actions.Location.shape));

    /// <summary>One optimizer step down the loss.</summary>
    public void Descend(Tensor loss) => _actor.Descend(loss);

    public void FinishEpoch() => _actor.FinishEpoch();

    public void Save(TensorFile file)
    {
        _actor.Save(file);
        _noise.Save(file);
    }

    public void Restore(TensorFile file)
    {
        _actor.Restore(file);
        _noise.Restore(file);
    }

    public void Dispose() => _actor.Dispose();
}
