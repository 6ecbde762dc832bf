using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Training;

/// <summary>Every remembered transition with the same probability.</summary>
[UnionMember("Uniform")]
[Description("Every remembered transition with the same probability.")]
public sealed record UniformReplayOptions : ReplayOptions;
