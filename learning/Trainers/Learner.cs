using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>A network that learns, the optimizer that moves it and, where it has one, the target network that follows it.</summary>
public sealed class Learner : ITrainerPart
{
    private readonly FlatOptimizer _optimizer;
    private readonly Network? _target;

    /// <param name="network">The network; owned from now on.</param>
    /// <param name="optimizer">How it is moved.</param>
    /// <param name="hasTarget">Whether a target network follows it.</param>
    public Learner(Network network, OptimizerOptions optimizer, bool hasTarget = false)
    {
        Network = network;
        network.Record();
        _optimizer = new($"{network.Name}.optimizer", network.Parameters, optimizer);
        _target = hasTarget ? network.Target() : null;
    }

    /// <summary>The network that learns.</summary>
    public Network Network { get; }

    /// <summary>The network that follows it.</summary>
    public Network Target => _target ?? throw new InvalidOperationException($"The network '{Network.Name}' has no target.");

    public IEnumerable<Network> Networks => _target is null ? [Network] : [Network, _target];

    /// <summary>The learning rate of the next step.</summary>
    public double LearningRate => _optimizer.LearningRate;

    /// <summary>
    /// One optimizer step down the loss. Only this network's gradients are computed, even if the loss passes through others.
    /// </summary>
    public void Descend(Tensor loss)
    {
        Network.Differentiate(loss);
        _optimizer.Step();
    }

    /// <summary>θ' ← θ' + rate (θ − θ').</summary>
    public void UpdateTarget(double rate) => Target.Parameters.Follow(Network.Parameters, rate);

    public void FinishEpoch() => _optimizer.FinishEpoch();

    public void Save(TensorFile file)
    {
        Network.Save(file);
        Network.Noise.Save(file);
        _target?.Save(file);
        _optimizer.Save(file);
    }

    public void Restore(TensorFile file)
    {
        Network.Restore(file);
        Network.Noise.Restore(file);
        _target?.Restore(file);
        _optimizer.Restore(file);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _target?.Dispose();
        Network.Dispose();
    }
}
