using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Randomness;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>What every trainer is built from besides its configuration.</summary>
/// <param name="Layout">Shapes of the rows to come.</param>
/// <param name="Seed">Seed of the experiment: first weights and noise follow from it.</param>
/// <param name="Device">Where the tensors live.</param>
public sealed record TrainerSetup(TransitionLayout Layout, ulong Seed, Device Device)
{
    /// <summary>A network that learns. Its first weights follow from the seed and its name.</summary>
    public Network Network(string name, NetworkArchitecture architecture) => Networks.Network.Create(name, architecture, Seed, Device, Fused);

    /// <summary>
    /// Whether plain networks on the CPU are computed by the library's own kernels. False leaves everything to the tensor library. Default: true.
    /// </summary>
    public bool Fused { get; init; } = true;

    /// <summary>Where noise comes from instead of streams: recorded numbers by name.</summary>
    public Func<string, Noise>? RecordedNoise { get; init; }

    /// <summary>A source of random tensors. Its numbers follow from the seed and its name.</summary>
    public Noise Noise(string name) => RecordedNoise?.Invoke(name) ?? new(name, new RandomStream(Seed, name), Device);
}
