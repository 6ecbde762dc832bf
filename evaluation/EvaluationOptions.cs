using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Returns;

namespace ReAgent.Evaluation;

/// <summary>How to evaluate a page.</summary>
public sealed record EvaluationOptions
{
    /// <summary>γ, the discount per step of episode returns, in [0, 1].</summary>
    public required double Gamma { get; init; }

    /// <summary>Seed of the resampling. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Keys of the estimators to use; null or empty for all. Default null.</summary>
    public IReadOnlyList<string>? Estimators { get; init; }

    /// <summary>Confidence level of intervals, in (0, 1). Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>How intervals are made. Default <see cref="IntervalMethod.BiasCorrectedAccelerated"/>.</summary>
    public IntervalMethod Intervals { get; init; } = IntervalMethod.BiasCorrectedAccelerated;

    /// <summary>
    /// The range in which the logged return of every possible episode lies, and its weighted value under each estimator: what bounds for
    /// bounded values need to be guaranteed. Null to take it from the data, which a note says. Default null.
    /// </summary>
    public Interval? ReturnRange { get; init; }

    /// <summary>Bootstrap resamples, at least 2. Default 1,000.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>
    /// Bootstrap resamples of estimators that read every step in each of them (weighted sequential doubly robust, MAGIC), at least 2.
    /// Default 200.
    /// </summary>
    public int CostlyResamples { get; init; } = 200;

    /// <summary>An estimate is not divided by a logged mean that is closer to 0 than this. Default 1e-6.</summary>
    public double SmallestLoggedMean { get; init; } = 1e-6;

    /// <summary>
    /// Largest share of steps (or episodes) that may be set aside for want of a propensity before estimators that need it decline, in [0,
    /// 1]. Default 0.1.
    /// </summary>
    public double LargestSetAsideShare { get; init; } = 0.1;

    /// <summary>What becomes of an episode's weight after its end. Default <see cref="EndedEpisodes.KeepTheirWeight"/>.</summary>
    public EndedEpisodes EndedEpisodes { get; init; } = EndedEpisodes.KeepTheirWeight;

    /// <summary>Most j-step returns that MAGIC mixes, at least 2. Default 25.</summary>
    public int MagicReturns { get; init; } = 25;

    /// <summary>
    /// τ of switch and switch-DR, at least 0: steps of a larger importance weight are left to the model. Null to choose the one of least
    /// estimated mean squared error. Default null.
    /// </summary>
    public double? SwitchThreshold { get; init; }

    /// <summary>Number of thresholds to choose from, at least 1. Default 21.</summary>
    public int SwitchCandidates { get; init; } = 21;

    /// <summary>
    /// How the thresholds to choose from spread: candidate k of n is w_min + base^(k − n) (w_max − w_min), k = 1 … n; at least 1.
    /// Default 1.5.
    /// </summary>
    public double SwitchCandidateBase { get; init; } = 1.5;

    /// <summary>
    /// Bound on how far the model's rewards can be from the true ones, for the bias that choosing a threshold reckons with; positive. Null
    /// for the range of all logged and predicted rewards. Default null.
    /// </summary>
    public double? RewardRange { get; init; }

    /// <summary>
    /// Actions that the logging policy takes with a probability below this are left to the model by switch, whatever the threshold, in
    /// [0, 1]. Default 1e-6.
    /// </summary>
    public double SmallestLoggingPropensity { get; init; } = 1e-6;

    /// <summary>
    /// λ of doubly robust with shrinkage, above 0: the smaller, the less the importance weights correct the model. Null to choose the one
    /// of least estimated mean squared error. Default null.
    /// </summary>
    public double? Shrinkage { get; init; }

    /// <summary>
    /// What capped importance sampling cuts the product of an episode's weights to, positive: the more, the less bias and the more
    /// variance. Default 10.
    /// </summary>
    public double CumulativeWeightCap { get; init; } = 10;

    /// <summary>What becomes of steps whose propensity was not logged. Default <see cref="MissingPropensities.Refuse"/>.</summary>
    public MissingPropensities MissingPropensities { get; init; } = MissingPropensities.Refuse;

    /// <summary>When estimates deserve trust.</summary>
    public TrustThresholds Trust { get; init; } = new();

    /// <exception cref="ArgumentException">Options are out of range; the message lists all of them.</exception>
    public void Validate()
    {
        List<string> problems = [];
        Require(Gamma is >= 0 and <= 1, $"Gamma is {Gamma}; allowed are [0, 1].");
        Require(Level is > 0 and < 1, $"Level is {Level}; allowed are (0, 1).");
        Require(Resamples >= 2, $"Resamples is {Resamples}; at least 2 are needed.");
        Require(CostlyResamples >= 2, $"CostlyResamples is {CostlyResamples}; at least 2 are needed.");
        Require(SmallestLoggedMean > 0, $"SmallestLoggedMean is {SmallestLoggedMean}; it must be positive.");
        Require(LargestSetAsideShare is >= 0 and <= 1, $"LargestSetAsideShare is {LargestSetAsideShare}; allowed are [0, 1].");
        Require(
            Enum.IsDefined(EndedEpisodes),
            $"EndedEpisodes is {EndedEpisodes}; allowed are {string.Join(", ", Enum.GetNames<EndedEpisodes>())}.");
        Require(SwitchThreshold is null or >= 0, $"SwitchThreshold is {SwitchThreshold}; it must not be negative.");
        Require(SwitchCandidates >= 1, $"SwitchCandidates is {SwitchCandidates}; at least 1 is needed.");
        Require(
            SwitchCandidateBase >= 1 && double.IsFinite(SwitchCandidateBase),
            $"SwitchCandidateBase is {SwitchCandidateBase}; it must be finite and at least 1.");
        Require(RewardRange is null or > 0, $"RewardRange is {RewardRange}; it must be positive.");
        Require(
            SmallestLoggingPropensity is >= 0 and <= 1,
            $"SmallestLoggingPropensity is {SmallestLoggingPropensity}; allowed are [0, 1].");
        Require(Shrinkage is null or > 0, $"Shrinkage is {Shrinkage}; it must be positive.");
        Require(
            Enum.IsDefined(Intervals), $"Intervals is {Intervals}; allowed are {string.Join(", ", Enum.GetNames<IntervalMethod>())}.");
        Require(
            ReturnRange is not { } range || range.Low < range.High,
            $"ReturnRange is {ReturnRange?.Low} to {ReturnRange?.High}; it must rise.");
        Require(
            Enum.IsDefined(MissingPropensities),
            $"MissingPropensities is {MissingPropensities}; allowed are {string.Join(", ", Enum.GetNames<MissingPropensities>())}.");
        Require(CumulativeWeightCap > 0, $"CumulativeWeightCap is {CumulativeWeightCap}; it must be positive.");
        Require(MagicReturns >= 2, $"MagicReturns is {MagicReturns}; at least 2 are needed.");
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, problems));
        }

        void Require(bool isRight, string problem)
        {
            if (!isRight)
            {
                problems.Add(problem);
            }
        }
    }
}
