using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Policies;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.Dqn;

/// <summary>
/// Learns which actions the data takes, and rules out those that it practically never takes: values of such actions are guesses.
/// </summary>
/// <remarks>
/// Probabilities are among possible actions, so at least one possible action always remains. (The original compares with the most probable
/// action even where that is impossible, may then rule out every action, and bootstraps from −10⁹.)
/// </remarks>
/// <param name="network">[N, S] → [N, A] logits.</param>
/// <param name="optimizer">How it is moved.</param>
/// <param name="dropThreshold">Least share of the most probable action's probability.</param>
public sealed class ActionImitator(Network network, OptimizerOptions optimizer, double dropThreshold) : ITrainerPart
{
    private readonly Learner _learner = new(network, optimizer);

    public IEnumerable<Network> Networks => _learner.Networks;

    /// <summary>The mask without the actions that the data would hardly take in these states.</summary>
    public ActionMask Narrow(ActionMask possible, Tensor states)
    {
        // Keep a where π(a|s) ≥ threshold · max over a' of π(a'|s): on logits, l(a) − max l ≥ ln threshold.
        var logits = possible.Apply(_learner.Network.Evaluate(states));
        return possible.Without((logits - logits.max(1, keepdim: true).values).lt(Math.Log(dropThreshold)));
    }

    /// <summary>One step towards the logged actions: L = −E[ln π(a|s)].</summary>
    public Reading Learn(TransitionBatch batch)
    {
        var loss = -batch.Mean(batch.PossibleActions.LogSoftmax(_learner.Network.Forward(batch.State)).gather(1, batch.Action));
        _learner.Descend(loss);
        return new("imitator_loss", loss.detach());
    }

    public void FinishEpoch() => _learner.FinishEpoch();

    public void Save(TensorFile file) => _learner.Save(file);

    public void Restore(TensorFile file) => _learner.Restore(file);

    public void Dispose() => _learner.Dispose();
}
