using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.BehaviorCloning;

/// <summary>Behavior cloning of continuous actions: see <see cref="BehaviorCloningModel"/>.</summary>
public sealed class ContinuousCloningTrainer : Trainer
{
    private readonly Learner _actor;

    public ContinuousCloningTrainer(BehaviorCloningModel model, TrainerSetup setup)
    {
        var architecture = model.NetBuilder.Architecture(setup.Layout.StateWidth, setup.Layout.ActionWidth) switch
        {
            // Actions are in (−1, 1).
            FullyConnectedArchitecture layers => layers with { Activations = [.. layers.Activations[..^1], Activation.Tanh] },
            var other => throw new ArgumentException(
                $"Continuous actions need net_builder FullyConnected, not {other.GetType().Name}.", nameof(model)),
        };
        _actor = Own(new Learner(setup.Network("actor_network", architecture), model.TrainerParam.Optimizer));
        Policy = new ContinuousPolicy(new() { NetworkName = _actor.Network.Name, Network = architecture }, _actor.Network);
    }

    public override IPolicy Policy { get; }

    protected override IReadOnlyList<Reading> Learn(TransitionBatch batch)
    {
        // L = E[(π(s) − a)²]
        var loss = nn.functional.mse_loss(_actor.Network.Forward(batch.State), batch.ActionFeatures);
        _actor.Descend(loss);
        return [new("cloning_loss", loss.detach())];
    }
}
