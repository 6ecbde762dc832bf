using System.Collections.Immutable;
using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Evaluation.Selection;

/// <summary>
/// Ranks several policies by one log. All are estimated from the same resampled episodes, so that what the episodes have in common does not blur the
/// differences. Errors are controlled over all comparisons together, those with the log and those of every pair of candidates, because the conclusion rests on both: with a
/// probability of at least the level no interval of a difference misses, and no rank and no judgement against the log is wrong. The intervals of the values are another such family.
/// </summary>
/// <remarks>
/// One estimator compares all: the first that answers for every candidate of weighted sequential doubly robust, sequential doubly robust, and without models
/// weighted per-decision and per-decision importance sampling; where episodes have one step, of doubly robust, self-normalized inverse
/// propensity and inverse propensity. Ranks follow from the
/// pairs that are told apart: Mogstad, Romano, Shaikh and Wilhelm, "Inference for Ranks", Review of Economic Studies 2024, section 3. A candidate whose own verdict is
/// <see cref="Judgement.CannotTell"/> is shown and not ranked.
/// </remarks>
public sealed record PolicySelection
{
    private static readonly string[] ForEpisodes =
        ["weighted_doubly_robust", "sequential_doubly_robust", "weighted_per_decision_importance_sampling", "per_decision_importance_sampling"];

    private static readonly string[] ForSingleSteps = ["doubly_robust", "self_normalized_inverse_propensity", "inverse_propensity"];

    private static readonly double[] SharesOfLog = [0.01, 0.02, 0.05, 0.1, 0.2];

    /// <summary>Every candidate, the highest estimate first, then those that are not ranked by name.</summary>
    public required ImmutableArray<CandidateScore> Candidates { get; init; }

    /// <summary>Every pair of ranked candidates, in the order of the candidates.</summary>
    public required ImmutableArray<PairedDifference> Pairs { get; init; }

    /// <summary>Which differences how many logged episodes would tell, for the pair that asks for the most; empty when fewer than two candidates are ranked.</summary>
    public ImmutableArray<EpisodesForGain> Power { get; init; } = [];

    /// <summary>Key of the estimator that the candidates are compared by; null when none is ranked.</summary>
    public string? Estimator { get; init; }

    /// <summary>Name of the estimator for people.</summary>
    public string? EstimatorName { get; init; }

    /// <summary>Unit of the estimator's values.</summary>
    public EstimateUnit? Unit { get; init; }

    /// <summary>What the same episodes earned in the log, in <see cref="Unit"/>.</summary>
    public double? LoggedMean { get; init; }

    /// <summary>Episodes that the comparison rests on.</summary>
    public int Episodes { get; init; }

    /// <summary>Confidence of all intervals and ranks together.</summary>
    public double Level { get; init; }

    /// <summary>The candidate that is better than all others and than the log for certain; null when there is none.</summary>
    public string? Best { get; init; }

    /// <summary>How well the estimates choose, for k = 1, 2, …; empty where true values are not known.</summary>
    public ImmutableArray<SelectionQuality> Quality { get; init; } = [];

    /// <summary>Rank correlation of estimates and true values; null where these are not known.</summary>
    public double? RankCorrelation { get; init; }

    /// <summary>What to conclude, in sentences that need no statistics.</summary>
    public required string Conclusion { get; init; }

    /// <summary>Reports of all candidates, by name.</summary>
    public required ImmutableSortedDictionary<string, CpeReport> Reports { get; init; }

    /// <summary>Ranks the candidates. The result does not depend on their order.</summary>
    /// <param name="candidates">At least two.</param>
    /// <param name="options">How each is evaluated; resampling draws from the stream <c>selection</c> of the seed.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    /// <exception cref="ArgumentException">There are fewer than two, names repeat, or the pages do not hold the same logged steps.</exception>
    public static PolicySelection Of(IReadOnlyList<Candidate> candidates, EvaluationOptions options, CancellationToken cancellation = default)
    {
        Candidate[] all = [.. candidates.OrderBy(candidate => candidate.Name, StringComparer.Ordinal)];
        Check(all);
        var reports = all.ToImmutableSortedDictionary(
            candidate => candidate.Name, candidate => CounterfactualEvaluation.Evaluate(candidate.Page, options, cancellation), StringComparer.Ordinal);
        Candidate[] sound = [.. all.Where(candidate => reports[candidate.Name].Verdict.Judgement != Judgement.CannotTell)];
        var selection = new PolicySelection { Candidates = [.. all.Select(Unranked)], Pairs = [], Conclusion = "", Reports = reports, Level = options.Level };
        if (sound.Length == 0)
        {
            return selection with { Conclusion = $"Nothing can be chosen: the log cannot tell what any of the {all.Length} candidates is worth. {reports[all[0].Name].Verdict.Reason}" };
        }

        if (Common(sound, reports, options, cancellation) is not var (estimator, prepared))
        {
            return selection with { Conclusion = "Nothing can be chosen: no estimator answers for all candidates on the same episodes." };
        }

        return Rank(selection, sound, [.. all.Except(sound).Select(Unranked)], estimator, prepared, options, cancellation);

        CandidateScore Unranked(Candidate candidate)
        {
            var verdict = reports[candidate.Name].Verdict;
            return new(candidate.Name, verdict.Judgement, verdict.Reason, null, null, null, null, null, null, null, null);
        }
    }

    /// <summary>The name under which true values name the logging policy.</summary>
    public const string LogName = "log";

    /// <summary>The same beside the true values of the ranked candidates, from which it follows how well the estimates choose.</summary>
    /// <param name="truths">True value by name of the candidate, and of the logging policy by <see cref="LogName"/>; null when they are not known.</param>
    /// <exception cref="InvalidDataException">A ranked candidate has none, or there is one of no candidate.</exception>
    public PolicySelection WithTruth(IReadOnlyDictionary<string, double>? truths)
    {
        CandidateScore[] ranked = [.. Candidates.Where(candidate => candidate.IsRanked)];
        if (truths is null || ranked.Length == 0)
        {
            return this;
        }

        string[] missing = [.. ranked.Select(candidate => candidate.Name).Where(name => !truths.ContainsKey(name))];
        string[] unknown = [.. truths.Keys.Where(name => name != LogName && Candidates.All(candidate => candidate.Name != name))];
        if (missing.Length + unknown.Length > 0)
        {
            throw new InvalidDataException(string.Join(
                " ",
                (string[])[.. missing.Select(name => $"There is no true value of '{name}'."), .. unknown.Select(name => $"There is a true value of '{name}', which is not compared.")]));
        }

        double[] estimates = [.. ranked.Select(candidate => candidate.Value!.Value)];
        double[] values = [.. ranked.Select(candidate => truths[candidate.Name])];
        double[] neverChosen = [.. Candidates.Where(candidate => !candidate.IsRanked && truths.ContainsKey(candidate.Name)).Select(candidate => truths[candidate.Name])];
        double? log = truths.TryGetValue(LogName, out var known) ? known : null;
        return this with { Quality = [.. SelectionQuality.Of(estimates, values, log, neverChosen)], RankCorrelation = SelectionQuality.RankCorrelation(estimates, values) };
    }

    private static void Check(Candidate[] candidates)
    {
        if (candidates.Length < 2)
        {
            throw new ArgumentException("At least two candidates are wanted: with one there is nothing to choose from.", nameof(candidates));
        }

        if (candidates.CountBy(candidate => candidate.Name).FirstOrDefault(name => name.Value > 1) is { Key: { } repeated })
        {
            throw new ArgumentException($"Two candidates are called '{repeated}'.", nameof(candidates));
        }

        if (candidates.Any(candidate => candidate.Name == LogName))
        {
            throw new ArgumentException($"No candidate can be called '{LogName}': that is the policy that wrote the log.", nameof(candidates));
        }

        var first = candidates[0].Page;
        foreach (var candidate in candidates)
        {
            var page = candidate.Page;
            if (!page.EpisodeIds.AsSpan().SequenceEqual(first.EpisodeIds) || !page.SequenceNumbers.AsSpan().SequenceEqual(first.SequenceNumbers)
                || !page.Reward.Logged.AsSpan().SequenceEqual(first.Reward.Logged))
            {
                throw new ArgumentException(
                    $"'{candidates[0].Name}' and '{candidate.Name}' are not evaluated on the same logged steps, and cannot be compared.", nameof(candidates));
            }
        }
    }

    // The first estimator that answers for all, from the same episodes.
    private static (IEstimator Estimator, Prepared[] Prepared)? Common(
        Candidate[] candidates, ImmutableSortedDictionary<string, CpeReport> reports, EvaluationOptions options, CancellationToken cancellation)
    {
        var keys = reports[candidates[0].Name].Diagnostics.LongestEpisode > 1 ? ForEpisodes : ForSingleSteps;

        // The model of the logging policy is fitted once more: it is a function of the page, and so the same as the report's.
        EvaluationSample[] samples =
        [
            .. candidates.Select(candidate => EvaluationSample.Of(options.MissingPropensities == MissingPropensities.Estimate
                ? BehaviorModel.Estimate(candidate.Page, cancellation)?.Page ?? candidate.Page
                : candidate.Page)),
        ];
        foreach (var estimator in keys.Select(key => EstimatorCatalog.Standard[key]).Where(estimator => !estimator.NeedsModel || candidates.All(candidate => candidate.Page.Reward.HasModel)))
        {
            Preparation[] preparations = [.. samples.Select(sample => estimator.Prepare(sample, options))];
            Prepared[] prepared = [.. preparations.OfType<Prepared>()];
            if (prepared.Length == candidates.Length && prepared.All(one => one.Target.Episodes == prepared[0].Target.Episodes && one.Steps == prepared[0].Steps))
            {
                return (estimator, prepared);
            }
        }

        return null;
    }

    private static PolicySelection Rank(
        PolicySelection selection,
        Candidate[] sound,
        CandidateScore[] unranked,
        IEstimator estimator,
        Prepared[] prepared,
        EvaluationOptions options,
        CancellationToken cancellation)
    {
        // Column K is the log.
        EpisodeStatistic[] statistics = [.. prepared.Select(one => one.Target), prepared[0].Logged];
        var draws = EpisodeBootstrap.Draw(statistics, options.Resamples, options.CostlyResamples, new RandomStream(options.Seed, "selection"), cancellation);
        var points = statistics.Select(EpisodeBootstrap.Point).ToArray();
        if (draws.Length < 2 || prepared[0].Target.Episodes < 2 || !points.All(double.IsFinite))
        {
            return selection with { Conclusion = "Nothing can be chosen: there are too few episodes, or their weights are too large to compute with." };
        }

        var order = Enumerable.Range(0, sound.Length).OrderByDescending(candidate => points[candidate]).ThenBy(candidate => candidate).ToArray();
        var log = sound.Length;
        (int Higher, int Lower)[] pairs = [.. order.SelectMany((higher, place) => order.Skip(place + 1).Select(lower => (higher, lower)))];

        // One family: pair by pair, then candidate by candidate against the log.
        var family = Of([.. pairs, .. order.Select(candidate => (candidate, log))]);
        var values = new Contrasts([.. order.Select(candidate => points[candidate])], [.. order.Select(candidate => draws.Select(draw => draw[candidate]).ToArray())], options.Level);
        var episodes = prepared[0].Target.Episodes;

        ImmutableArray<CandidateScore> scores =
        [
            .. order.Select((candidate, place) =>
            {
                var (gain, againstLog) = (points[candidate] - points[log], pairs.Length + place);
                var power = PowerOf(againstLog);
                var behind = points[order[0]] - points[candidate];
                var verdict = selection.Reports[sound[candidate].Name].Verdict;
                return new CandidateScore(
                    sound[candidate].Name,
                    verdict.Judgement,
                    verdict.Reason,
                    points[candidate],
                    gain,
                    Around(gain, family.Margin(againstLog)),
                    behind,
                    place == 0 ? null : Around(behind, family.Margin(Array.IndexOf(pairs, (order[0], candidate)))),
                    1 + pairs.Index().Count(pair => pair.Item.Lower == candidate && family.Told[pair.Index]),
                    sound.Length - pairs.Index().Count(pair => pair.Item.Higher == candidate && family.Told[pair.Index]),
                    !family.Told[againstLog] ? Judgement.NotEnoughEvidence : gain > 0 ? Judgement.Better : Judgement.Worse)
                {
                    ValueInterval = Around(points[candidate], values.Margin(place)),
                    DetectableGain = power?.DetectableDifference,
                    EpisodesNeeded = Math.Abs(gain) > family.StandardErrors[againstLog] ? power?.EpisodesFor(gain) : null,
                    Power = Sizes(power),
                };
            }),
            .. unranked,
        ];
        ImmutableArray<PairedDifference> differences =
        [
            .. pairs.Select((pair, index) =>
            {
                var (difference, error, power) = (points[pair.Higher] - points[pair.Lower], family.StandardErrors[index], PowerOf(index));
                return new PairedDifference(
                    sound[pair.Higher].Name,
                    sound[pair.Lower].Name,
                    difference,
                    Around(difference, family.Margin(index)),
                    family.Told[index],
                    power?.DetectableDifference,
                    difference > error ? power?.EpisodesFor(difference) : null);
            }),
        ];
        var hardest = Enumerable.Range(0, pairs.Length).DefaultIfEmpty(-1).MaxBy(pair => pair < 0 ? 0 : family.StandardErrors[pair]);
        var ranked = selection with
        {
            Candidates = scores,
            Pairs = differences,
            Estimator = estimator.Key,
            EstimatorName = estimator.Name,
            Unit = estimator.Unit,
            LoggedMean = points[log],
            Episodes = episodes,
            Power = hardest < 0 ? [] : Sizes(PowerOf(hardest)),
        };
        return ranked with { Best = SelectionText.Best(ranked), Conclusion = SelectionText.Conclusion(ranked) };

        PowerCalculation? PowerOf(int contrast) =>
            family.StandardErrors[contrast] is var error and > 0 ? new PowerCalculation(episodes, error, family.CriticalValue) : null;

        ImmutableArray<EpisodesForGain> Sizes(PowerCalculation? power) => power is null || Math.Abs(points[log]) < options.SmallestLoggedMean
            ? []
            : [.. SharesOfLog.Select(share => new EpisodesForGain(share, share * Math.Abs(points[log]), power.EpisodesFor(share * points[log])))];

        Contrasts Of((int First, int Second)[] contrasts) => new(
            [.. contrasts.Select(contrast => points[contrast.First] - points[contrast.Second])],
            [.. contrasts.Select(contrast => draws.Select(draw => draw[contrast.First] - draw[contrast.Second]).ToArray())],
            options.Level);
    }

    private static Interval Around(double middle, double margin) => new(middle - margin, middle + margin);
}
