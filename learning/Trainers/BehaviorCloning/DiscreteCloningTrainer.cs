using ReAgent.Learning.Cpe;
using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.BehaviorCloning;

/// <summary>Behavior cloning of discrete actions: see <see cref="BehaviorCloningModel"/>.</summary>
/// <remarks>
/// The label of a row is the action that it logged. (The original takes, for each action, the row that logged it: an argmax over the wrong
/// dimension, which only runs when there are as many rows in a batch as actions, and learns from wrong labels then.)
/// </remarks>
public sealed class DiscreteCloningTrainer : Trainer
{
    private readonly Learner _actor;
    private readonly CpeHeads? _cpe;
    private readonly DiscretePolicy _policy;

    public DiscreteCloningTrainer(BehaviorCloningModel model, TrainerSetup setup)
    {
        var options = model.TrainerParam;
        var architecture = model.NetBuilder.Architecture(setup.Layout.StateWidth, setup.Layout.ActionCount);
        _actor = Own(new Learner(setup.Network("actor_network", architecture), options.Optimizer));
        _policy = new(
            new()
            {
                Actions = options.Actions,
                Softmax = options.SoftmaxPolicy,
                Temperature = options.Temperature,
                NetworkName = _actor.Network.Name,
                Network = architecture,
            },
            _actor.Network);
        if (model.TrainsCpe)
        {
            var rl = new RlOptions { Gamma = options.Gamma, TargetUpdateRate = options.TargetUpdateRate, Temperature = options.Temperature };
            _cpe = Own(new CpeHeads(setup, model.CpeNetBuilder, options.Optimizer, rl, Own(new Bellman(rl, options.Actions, setup.Device))));
            Cpe = _cpe.Model(_policy);
        }
    }

    public override IPolicy Policy => _policy;

    public override CpeModel? Cpe { get; }

    protected override IReadOnlyList<Reading> Learn(TransitionBatch batch)
    {
        // L = −E[ln π(a|s)], π = softmax over the possible actions
        var logits = _actor.Network.Forward(batch.State);
        var loss = -batch.PossibleActions.LogSoftmax(logits).gather(1, batch.Action).mean();
        _actor.Descend(loss);

        var agreement = batch.PossibleActions.Best(logits.detach()).eq(batch.Action).to_type(ScalarType.Float32).mean();
        List<Reading> readings = [new("cloning_loss", loss.detach()), new("agreement", agreement)];
        if (_cpe is not null)
        {
            readings.AddRange(_cpe.Learn(batch, _actor.Network.Evaluate(batch.NextState)));
        }

        return readings;
    }
}
