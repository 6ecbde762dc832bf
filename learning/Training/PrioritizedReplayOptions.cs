using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Training;

/// <summary>
/// Transitions in proportion to (|δ| + ε)^α, δ being their last temporal-difference error, and weights that undo the preference with the power β
/// (Schaul et al., 2016).
/// </summary>
[UnionMember("Prioritized")]
[Description("Remembered transitions in proportion to their temporal-difference errors.")]
public sealed record PrioritizedReplayOptions : ReplayOptions
{
    [Description("Power of the error, 0 or more: 0 draws uniformly. Default: 0.6.")]
    [Range(0.0, 10.0)]
    public double Alpha { get; init; } = 0.6;

    [Description("Power of the importance weights in the first round, in [0, 1]; it rises evenly to 1 in the last. Default: 0.4.")]
    [Range(0.0, 1.0)]
    public double Beta { get; init; } = 0.4;

    [Description("What is added to every error, so that no transition is lost. Default: 0.000001.")]
    [Range(1e-12, 1.0)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>β of a round.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="rounds">How many there are.</param>
    public double BetaOf(int round, int rounds) => rounds > 1 ? Beta + ((1 - Beta) * (round - 1) / (rounds - 1)) : Beta;
}
