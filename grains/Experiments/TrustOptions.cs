using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Evaluation.Diagnostics;

namespace ReAgent.Grains.Experiments;

/// <summary>When counterfactual estimates deserve trust (ours): the thresholds of <see cref="TrustThresholds"/>.</summary>
public sealed record TrustOptions
{
    [Description("Fewest held-out episodes. Default: 20.")]
    [Range(2, 1_000_000_000)]
    public int FewestEpisodes { get; init; } = 20;

    [Description("Fewest effective steps behind estimates per step. Default: 50.")]
    [Range(0.0, 1e12)]
    public double FewestEffectiveSteps { get; init; } = 50;

    [Description("Fewest effective episodes behind estimates per episode. Default: 10.")]
    [Range(0.0, 1e12)]
    public double FewestEffectiveEpisodes { get; init; } = 10;

    [Description("Largest share of all weight that one step or episode may hold, 0 to 1. Default: 0.25.")]
    [Range(0.0, 1.0)]
    public double LargestWeightShare { get; init; } = 0.25;

    [Description("Largest share of steps without a usable propensity, 0 to 1. Default: 0.1.")]
    [Range(0.0, 1.0)]
    public double LargestShareWithoutPropensity { get; init; } = 0.1;

    [Description("Largest share of the policy's actions that the log never took, 0 to 1. Default: 0.05.")]
    [Range(0.0, 1.0)]
    public double LargestUnseenShare { get; init; } = 0.05;

    [Description("How far the mean step weight may be from 1. Default: 0.5.")]
    [Range(0.0, 1e12)]
    public double LargestMeanWeightError { get; init; } = 0.5;

    [Description("How far, relative to 1, the logged propensities of an action may be off how often it was logged. Default: 0.1.")]
    [Range(0.0, 1e12)]
    public double LargestPropensityError { get; init; } = 0.1;

    [Description("How far the share of actions logged may be from their estimated propensities, 0 to 1. Default: 0.1.")]
    [Range(0.0, 1.0)]
    public double LargestCalibrationError { get; init; } = 0.1;

    [Description("Standard errors beyond which that is no chance. Default: 4.")]
    [Range(0.0, 1e12)]
    public double PropensityErrorStandardErrors { get; init; } = 4;

    /// <summary>The thresholds.</summary>
    internal TrustThresholds Thresholds => new()
    {
        FewestEpisodes = FewestEpisodes,
        FewestEffectiveSteps = FewestEffectiveSteps,
        FewestEffectiveEpisodes = FewestEffectiveEpisodes,
        LargestWeightShare = LargestWeightShare,
        LargestShareWithoutPropensity = LargestShareWithoutPropensity,
        LargestUnseenShare = LargestUnseenShare,
        LargestMeanWeightError = LargestMeanWeightError,
        LargestPropensityError = LargestPropensityError,
        LargestCalibrationError = LargestCalibrationError,
        PropensityErrorStandardErrors = PropensityErrorStandardErrors,
    };
}
