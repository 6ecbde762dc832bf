using ReAgent.Evaluation.Diagnostics;
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
