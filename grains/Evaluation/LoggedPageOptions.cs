namespace ReAgent.Grains.Evaluation;

/// <summary>What is read of a log to evaluate a policy on it.</summary>
public sealed record LoggedPageOptions
{
    /// <summary>Standard deviation of the noise with which a policy that does not draw is evaluated, unless another is asked for.</summary>
    public const double DefaultActionNoise = 0.2;

    /// <summary>Whether the page holds the states' features, from which missing propensities can be estimated. Default: false.</summary>
    public bool WithStateFeatures { get; init; }

    /// <summary>Whether only episodes count that the policy's training held out, by hash of their ids. Default: false.</summary>
    public bool HeldOutOnly { get; init; }

    /// <summary>
    /// Standard deviation of the Gaussian noise about the continuous action of a policy that does not draw, above 0; an action's range has the length 2.
    /// Default: 0.2.
    /// </summary>
    public double ActionNoise { get; init; } = DefaultActionNoise;
}
