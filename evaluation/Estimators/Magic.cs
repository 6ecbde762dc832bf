using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Returns;
using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Model and guided importance sampling combining: a mixture x of j-step returns, each of which trusts the importance weights for j + 1
/// steps and the model from there on. x minimises the estimated mean squared error xᵀ(Ω + b bᵀ)x over the simplex, with Ω the
/// covariance of the returns and b_j the distance of return j from a 90 % confidence interval of the return that trusts the weights to
/// the end.
/// </summary>
/// <remarks>
/// <para>Thomas and Brunskill, "Data-Efficient Off-Policy Policy Evaluation for Reinforcement Learning", ICML 2016, sections 6 to 8.</para>
/// <para>
/// The returns are those of −1 (the model alone), T − 1 (the weights to the end) and steps spread evenly between, up to
/// <see cref="EvaluationOptions.MagicReturns"/> in all and every one for short episodes: no return is there twice. The interval is the
/// percentile bootstrap over episodes; inside a resample its distances from the full-horizon return are those of the whole sample, because
/// a bootstrap within the bootstrap would cost as much again for every resample. The minimum is exact (Wolfe's method). Needs two episodes;
/// with no more episodes than returns Ω is singular, which a note says.
/// </para>
/// <para>
/// Its interval tells how far the mixture varies, not how wrong the model in it may be: a bias that cannot be told from noise is not
/// counted. Verdicts do not rest on it.
/// </para>
/// </remarks>
public sealed class Magic : IEstimator
{
    private const double BiasIntervalLevel = 0.9;

    public string Key => "magic";

    public string Name => "MAGIC";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => EpisodeMeans.Statistic(sample, options, 2, episodes =>
    {
        var returns = new WeightedReturns(sample, episodes, options.Gamma, options.EndedEpisodes);
        var steps = StepGrid.Spread(returns.Horizon, options.MagicReturns);
        var fullHorizon = new FullHorizonReturn(returns);
        var stream = new RandomStream(options.Seed, "magic/interval");
        var draws = EpisodeBootstrap.Draw(fullHorizon, fullHorizon, options.CostlyResamples, stream);
        var interval = Interval.Percentile([.. draws.Select(draw => draw.Target)], BiasIntervalLevel);
        IReadOnlyList<string> notes = episodes.Length > steps.Length
            ? []
            : [$"The covariance of {steps.Length} returns from {episodes.Length} episodes is singular; the mixture may fit noise."];
        return (new ReturnMixture(returns, steps, interval), notes);
    });
}
