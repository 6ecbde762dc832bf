using System.ComponentModel;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Randomness;
using ReAgent.Learning.Policies;

namespace ReAgent.Learning.Exploration;

/// <summary>The policy's own decision: for policies that draw, such as those of SAC or PPO, and for collecting without exploration.</summary>
[UnionMember("AsDecided")]
[Description("The policy's own decision: for policies that draw by themselves.")]
public sealed record AsDecided : ExplorationOptions
{
    public override (int Action, float Propensity) Choose(
        Decisions decided, ReadOnlySpan<float> possible, long round, RandomStream random, Span<float> action)
    {
        decided.ActionFeatures.CopyTo(action);
        return (decided.Actions is [var chosen] ? chosen : -1, decided.Probabilities[0]);
    }
}
