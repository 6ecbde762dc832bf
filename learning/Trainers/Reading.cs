using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>One thing that a training step measured: a loss or a statistic. It stays on the device until somebody reads it.</summary>
/// <param name="Name">Name: <c>td_loss</c>.</param>
/// <param name="Value">A single number.</param>
public readonly record struct Reading(string Name, Tensor Value);
