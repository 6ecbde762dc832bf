using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Results;

/// <summary>Turns an estimator and a sample into an estimate with its intervals.</summary>
public static class Estimation
{
    // A few resamples in which a statistic is undefined do not move percentiles much; more make the interval a fiction.
    private const double LargestUndefinedShare = 0.05;

    // Squares of larger values overflow, and so would the standard error.
    private const double LargestMagnitude = 1e150;

    /// <summary>
    /// The estimate. Resampling draws from the stream <c>bootstrap/&lt;estimator&gt;</c> of the seed, so it depends on nothing but
    /// sample and options.
    /// </summary>
    public static Estimate Of(IEstimator estimator, EvaluationSample sample, EvaluationOptions options)
    {
        var unanswered = new Estimate { Estimator = estimator.Key, Name = estimator.Name, Unit = estimator.Unit, NeedsModel = estimator.NeedsModel, Level = options.Level };
        return estimator.NeedsModel && !sample.Page.Reward.HasModel
            ? unanswered with { Reason = $"There is no model of {sample.Page.Reward.Name}, and this estimator needs one." }
            : Of(unanswered, estimator.Prepare(sample, options), options);
    }

    internal static Estimate Of(string key, string name, EstimateUnit unit, Preparation preparation, EvaluationOptions options) =>
        Of(new Estimate { Estimator = key, Name = name, Unit = unit, Level = options.Level }, preparation, options);

    private static Estimate Of(Estimate unanswered, Preparation preparation, EvaluationOptions options) => preparation switch
    {
        CannotEstimate(var reason) => unanswered with { Reason = reason },
        Prepared prepared => WithPoint(unanswered, prepared, options),
        var other => throw new InvalidOperationException(
            $"The estimator '{unanswered.Estimator}' gave a {other.GetType()}; allowed are {nameof(Prepared)} and {nameof(CannotEstimate)}."),
    };

    private static Estimate WithPoint(Estimate unanswered, Prepared prepared, EvaluationOptions options)
    {
        var (raw, logged) = (Point(prepared.Target), Point(prepared.Logged));
        if (!IsDefined(raw) || !IsDefined(logged))
        {
            return unanswered with
            {
                Reason = $"Importance weights or returns are too large to compute with (over {LargestMagnitude}).",
                Notes = prepared.Notes,
            };
        }

        var isNormalizable = Math.Abs(logged) >= options.SmallestLoggedMean;
        var estimate = unanswered with
        {
            Raw = raw,
            LoggedMean = logged,
            Normalized = isNormalizable ? raw / logged : null,
            Difference = raw - logged,
            Episodes = prepared.Target.Episodes,
            Steps = prepared.Steps,
            Notes = isNormalizable
                ? prepared.Notes
                : [.. prepared.Notes, $"Not normalized: the logged mean is within {options.SmallestLoggedMean} of 0."],
        };
        return estimate.Episodes < 2
            ? WithNote(estimate, "No intervals: there is one episode, and episodes are what is resampled.")
            : WithIntervals(estimate, prepared, options);
    }

    private static Estimate WithIntervals(Estimate estimate, Prepared prepared, EvaluationOptions options)
    {
        var resamples = prepared.Target.IsCostly ? options.CostlyResamples : options.Resamples;
        var stream = new RandomStream(options.Seed, $"bootstrap/{estimate.Estimator}");
        var draws = EpisodeBootstrap.Draw(prepared.Target, prepared.Logged, resamples, stream);
        BootstrapDraw[] defined = [.. draws.Where(draw => IsDefined(draw.Target) && IsDefined(draw.Logged))];
        var undefined = draws.Length - defined.Length;
        if (undefined > LargestUndefinedShare * draws.Length || defined.Length < 2)
        {
            return WithNote(estimate, $"No intervals: the estimator has no value in {undefined} of {draws.Length} resamples.");
        }

        double[] targets = [.. defined.Select(draw => draw.Target)];
        var withIntervals = estimate with
        {
            RawInterval = Interval.Percentile(targets, options.Level),
            StandardError = EpisodeBootstrap.StandardError(targets),
            DifferenceInterval = Interval.Percentile([.. defined.Select(draw => draw.Target - draw.Logged)], options.Level),
            Resamples = draws.Length,
        };
        withIntervals = undefined == 0
            ? withIntervals
            : WithNote(withIntervals, $"{undefined} of {draws.Length} resamples have no value and are left out.");
        return estimate.Normalized is null ? withIntervals : WithNormalizedInterval(withIntervals, defined, options);
    }

    // A ratio means nothing where its denominator crosses 0: as many resamples may do so as fall outside one end of the interval.
    private static Estimate WithNormalizedInterval(Estimate estimate, BootstrapDraw[] draws, EvaluationOptions options)
    {
        var sign = Math.Sign(estimate.LoggedMean!.Value);
        var kept = draws.Where(draw => sign * draw.Logged >= options.SmallestLoggedMean);
        double[] ratios = [.. kept.Select(draw => draw.Target / draw.Logged)];
        return draws.Length - ratios.Length > (1 - options.Level) / 2 * draws.Length
            ? WithNote(estimate, "No normalized interval: the logged mean is not clearly different from 0.")
            : estimate with { NormalizedInterval = Interval.Percentile(ratios, options.Level) };
    }

    private static Estimate WithNote(Estimate estimate, string note) => estimate with { Notes = [.. estimate.Notes, note] };

    private static bool IsDefined(double value) => Math.Abs(value) <= LargestMagnitude;

    private static double Point(EpisodeStatistic statistic)
    {
        var once = new double[statistic.Episodes];
        Array.Fill(once, 1);
        return statistic.Evaluate(once);
    }
}
