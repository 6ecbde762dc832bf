using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.ActorCritic;

/// <summary>
/// One or two networks Q(s, a) of continuous actions. Two are never equally wrong: their minimum keeps a policy from exploiting what one of
/// them overestimates (Fujimoto et al., 2018).
/// </summary>
public sealed class TwinCritics : ITrainerPart
{
    private readonly Learner[] _critics;

    /// <param name="setup">Makes the networks: <c>q1_network</c> and, of two, <c>q2_network</c>.</param>
    /// <param name="network">Their structure.</param>
    /// <param name="optimizer">How each is moved.</param>
    /// <param name="two">Whether there are two.</param>
    /// <param name="hasTargets">Whether target networks follow them.</param>
    public TwinCritics(TrainerSetup setup, CriticNetworkOptions network, OptimizerOptions optimizer, bool two, bool hasTargets = true)
    {
        var architecture = network.Architecture(setup.Layout.StateWidth, setup.Layout.ActionWidth);
        string[] names = two ? ["q1_network", "q2_network"] : ["q1_network"];
        _critics = [.. names.Select(name => new Learner(setup.Network(name, architecture), optimizer, hasTargets))];
    }

    public IEnumerable<Network> Networks => _critics.SelectMany(critic => critic.Networks);

    /// <summary>[N, 1] the value that the first critic gives, to an actor that learns from it: the critic itself is constant.</summary>
    public Tensor First(Tensor states, Tensor actions) => _critics[0].Network.ForwardFixed(Pairs(states, actions));

    /// <summary>[N, 1] the least of the critics' values, to whoever learns from them: the critics themselves are constant.</summary>
    public Tensor Least(Tensor states, Tensor actions)
    {
        var pairs = Pairs(states, actions);
        return Least(critic => critic.Network.ForwardFixed(pairs));
    }

    /// <summary>[N, 1] the least of the target networks' values.</summary>
    public Tensor LeastOfTargets(Tensor states, Tensor actions)
    {
        var pairs = Pairs(states, actions);
        return Least(critic => critic.Target.Forward(pairs));
    }

    /// <summary>One step of every critic towards the targets of the logged actions.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="target">[B, 1] y.</param>
    /// <param name="bellman">Gives the loss.</param>
    /// <param name="penalty">A term added to each critic's loss: of the critic and its values Q(s, a) [B, 1].</param>
    /// <returns><c>q1_loss</c>, <c>q2_loss</c> if there are two, and <c>q_value</c>, the first critic's mean.</returns>
    public IReadOnlyList<Reading> Learn(TransitionBatch batch, Tensor target, Bellman bellman, Func<Network, Tensor, Tensor>? penalty = null)
    {
        var pairs = Pairs(batch.State, batch.ActionFeatures);
        List<Reading> readings = [];
        Tensor? first = null;
        foreach (var critic in _critics)
        {
            // L = E[(Q(s, a) − y)²], or Huber's loss of the difference
            var values = critic.Network.Forward(pairs);
            var loss = bellman.Loss(values, target);
            if (penalty is not null)
            {
                loss += penalty(critic.Network, values);
            }

            critic.Descend(loss);
            first ??= values;
            readings.Add(new($"q{readings.Count + 1}_loss", loss.detach()));
        }

        return [.. readings, new("q_value", first!.detach().mean())];
    }

    /// <summary>θ' ← θ' + rate (θ − θ') of every critic.</summary>
    public void UpdateTargets(double rate)
    {
        foreach (var critic in _critics)
        {
            critic.UpdateTarget(rate);
        }
    }

    public void FinishEpoch()
    {
        foreach (var critic in _critics)
        {
            critic.FinishEpoch();
        }
    }

    public void Save(TensorFile file)
    {
        foreach (var critic in _critics)
        {
            critic.Save(file);
        }
    }

    public void Restore(TensorFile file)
    {
        foreach (var critic in _critics)
        {
            critic.Restore(file);
        }
    }

    public void Dispose()
    {
        foreach (var critic in _critics)
        {
            critic.Dispose();
        }
    }

    /// <summary>[N, S + D] states and actions side by side: what a critic reads.</summary>
    public static Tensor Pairs(Tensor states, Tensor actions) => cat([states, actions], 1);

    private Tensor Least(Func<Learner, Tensor> value) => _critics.Select(value).Aggregate(minimum);
}
