using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers.ActorCritic;

/// <summary>
/// α: what a policy's entropy is worth in units of reward. Fixed, or learned so that the entropy is what it is meant to be (Haarnoja et al.,
/// 2018b).
/// </summary>
public sealed class EntropyTemperature : ITrainerPart
{
    private const string Name = "log_entropy_temperature";

    private readonly FlatParameters _logarithm;
    private readonly FlatOptimizer? _optimizer;
    private readonly double _targetEntropy;

    /// <param name="temperature">α at first.</param>
    /// <param name="targetEntropy">H̄, the entropy that is meant.</param>
    /// <param name="optimizer">How ln α is moved; null keeps it.</param>
    /// <param name="device">Where it lives.</param>
    public EntropyTemperature(double temperature, double targetEntropy, OptimizerOptions? optimizer, Device device)
    {
        _targetEntropy = targetEntropy;
        _logarithm = new([new ParameterSlot("value", [1], Math.Log(temperature), 0)], device, learns: true);
        using (no_grad())
        {
            _logarithm.Values.fill_(Math.Log(temperature));
        }

        _optimizer = optimizer is null ? null : new($"{Name}.optimizer", _logarithm, optimizer);
    }

    public IEnumerable<Network> Networks => [];

    /// <summary>[1] α, without a gradient.</summary>
    public Tensor Value => _logarithm.Values.detach().exp();

    /// <summary>One step towards the entropy that is meant; nothing where the temperature is fixed.</summary>
    /// <param name="logDensity">[N, 1] ln π(a|s) of drawn actions.</param>
    /// <returns><c>temperature_loss</c>, if it is learned, and <c>entropy_temperature</c>.</returns>
    public IReadOnlyList<Reading> Learn(Tensor logDensity)
    {
        if (_optimizer is null)
        {
            return [new("entropy_temperature", Value.squeeze())];
        }

        // L = −E[ln α (ln π(a|s) + H̄)]
        _logarithm.ZeroGradient();
        var loss = -(_logarithm[0] * (logDensity.detach() + _targetEntropy)).mean();
        loss.backward(inputs: [_logarithm[0]]);
        _optimizer.Step();
        return [new("temperature_loss", loss.detach()), new("entropy_temperature", Value.squeeze())];
    }

    public void FinishEpoch() => _optimizer?.FinishEpoch();

    public void Save(TensorFile file)
    {
        _logarithm.Save(file, Name);
        _optimizer?.Save(file);
    }

    public void Restore(TensorFile file)
    {
        _logarithm.Restore(file, Name);
        _optimizer?.Restore(file);
    }

    public void Dispose()
    {
        _optimizer?.Dispose();
        _logarithm.Dispose();
    }
}
