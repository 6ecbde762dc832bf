using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Samples;

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
        var (raw, logged) = (EpisodeBootstrap.Point(prepared.Target), EpisodeBootstrap.Point(prepared.Logged));
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

        BootstrapDraw[] jackknife = options.Intervals == IntervalMethod.BiasCorrectedAccelerated
            ? [.. EpisodeJackknife.Draw(prepared.Target, prepared.Logged, resamples).Where(draw => IsDefined(draw.Target) && IsDefined(draw.Logged))]
            : [];
        var target = Resampled(estimate.Raw!.Value, draw => draw.Target, prepared.Target.ValuePerEpisode, options.ReturnRange);
        var difference = Resampled(
            estimate.Difference!.Value, draw => draw.Target - draw.Logged, Differences(prepared), RangeOfDifferences(options.ReturnRange));
        var withIntervals = estimate with
        {
            RawInterval = target.IntervalBy(options.Intervals, options.Level),
            StandardError = EpisodeBootstrap.StandardError(target.Draws),
            DifferenceInterval = difference.IntervalBy(options.Intervals, options.Level),
            Intervals = options.Intervals,
            Resamples = draws.Length,
        };
        if (options.Intervals is IntervalMethod.Hoeffding or IntervalMethod.EmpiricalBernstein)
        {
            return WithNote(withIntervals, AboutBound(target, options));
        }

        withIntervals = undefined == 0
            ? withIntervals
            : WithNote(withIntervals, $"{undefined} of {draws.Length} resamples have no value and are left out.");
        return estimate.Normalized is null ? withIntervals : WithNormalizedInterval(withIntervals, defined, jackknife, options);

        Resampled Resampled(double point, Func<BootstrapDraw, double> of, double[]? perEpisode, Interval? range) =>
            new(point, [.. defined.Select(of)], [.. jackknife.Select(of)], perEpisode, range);
    }

    private static double[]? Differences(Prepared prepared) =>
        prepared is { Target.ValuePerEpisode: { } target, Logged.ValuePerEpisode: { } logged }
            ? [.. target.Zip(logged, (value, earned) => value - earned)]
            : null;

    private static Interval? RangeOfDifferences(Interval? range) =>
        range is null ? null : new(range.Low - range.High, range.High - range.Low);

    private static string AboutBound(Resampled target, EvaluationOptions options) => target.PerEpisode is null
        ? "No intervals: the bound holds for the mean of one bounded value per episode, and this estimate is none "
            + "(weights that are normalized, a mean over steps, or a mixture)."
        : target.Range is null
            ? "The bound takes the range of returns from the data and is not guaranteed; a known range would make it so. A ratio has none."
            : target.PerEpisode.Any(value => !options.ReturnRange!.Contains(value))
                ? "Some weighted returns lie outside the range that was given: the bound does not hold."
                : "The bound holds if every possible weighted return lies in the range that was given. A ratio has none.";

    // A ratio means nothing where its denominator crosses 0: as many resamples may do so as fall outside one end of the interval.
    private static Estimate WithNormalizedInterval(Estimate estimate, BootstrapDraw[] draws, BootstrapDraw[] jackknife, EvaluationOptions options)
    {
        var sign = Math.Sign(estimate.LoggedMean!.Value);
        var kept = draws.Where(draw => sign * draw.Logged >= options.SmallestLoggedMean);
        double[] ratios = [.. kept.Select(draw => draw.Target / draw.Logged)];
        return draws.Length - ratios.Length > (1 - options.Level) / 2 * draws.Length
            ? WithNote(estimate, "No normalized interval: the logged mean is not clearly different from 0.")
            : estimate with { NormalizedInterval = IntervalOf(ratios) };

        Interval? IntervalOf(double[] ratios) => new Resampled(
            estimate.Normalized!.Value,
            ratios,
            [.. jackknife.Where(draw => sign * draw.Logged >= options.SmallestLoggedMean).Select(draw => draw.Target / draw.Logged)],
            null,
            null).IntervalBy(options.Intervals, options.Level);
    }

    private static Estimate WithNote(Estimate estimate, string note) => estimate with { Notes = [.. estimate.Notes, note] };

    private static bool IsDefined(double value) => Math.Abs(value) <= LargestMagnitude;
}
