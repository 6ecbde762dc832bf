namespace ReAgent.Evaluation.Diagnostics;

/// <summary>Below which quality of the log estimates are not trusted. They are conventions, on the side of caution, not theorems.</summary>
public sealed record TrustThresholds
{
    /// <summary>Fewest episodes for a bootstrap over episodes to mean much. Default 20.</summary>
    public int FewestEpisodes { get; init; } = 20;

    /// <summary>Fewest effective steps (Kish) behind estimates per step. Default 50.</summary>
    public double FewestEffectiveSteps { get; init; } = 50;

    /// <summary>Fewest effective episodes (Kish, on products of weights) behind estimates per episode. Default 10.</summary>
    public double FewestEffectiveEpisodes { get; init; } = 10;

    /// <summary>Largest share of all weight that one observation may hold. Default 0.25.</summary>
    public double LargestWeightShare { get; init; } = 0.25;

    /// <summary>Largest share of steps without a usable propensity. Default 0.1.</summary>
    public double LargestShareWithoutPropensity { get; init; } = 0.1;

    /// <summary>Largest share of the target policy's actions that the log never took: there, only the model speaks. Default 0.05.</summary>
    public double LargestUnseenShare { get; init; } = 0.05;

    /// <summary>
    /// How far the mean step weight may be from 1, its expectation when propensities are right and every action was tried. Default 0.5.
    /// </summary>
    public double LargestMeanWeightError { get; init; } = 0.5;

    /// <summary>
    /// How far the share of an action that its propensities make out may be from the share logged, relative to it. Default 0.1: what is
    /// wrong by less moves estimates by about as little.
    /// </summary>
    public double LargestPropensityError { get; init; } = 0.1;

    /// <summary>
    /// How far the share of actions logged may be from their estimated propensities, among those of about the same. Default 0.1.
    /// </summary>
    public double LargestCalibrationError { get; init; } = 0.1;

    /// <summary>How many standard errors beyond chance that has to be. Default 4.</summary>
    public double PropensityErrorStandardErrors { get; init; } = 4;
}
