using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Results;

namespace ReAgent.Evaluation.Verdicts;

/// <summary>Judges a policy by the doubly robust estimates and the log's diagnostics.</summary>
/// <remarks>
/// Episodes of several steps are judged by sequential doubly robust and its weighted form, which take account of the states that the
/// policy would lead to; episodes of one step by doubly robust. An estimate speaks for the policy when its interval of the difference
/// to the logged mean lies above 0: for a positive logged mean, when the normalized interval lies above 1. All that answer must say the
/// same; one that says the contrary of another makes the verdict <see cref="Judgement.CannotTell"/>. On a page without models
/// per-decision importance sampling and its weighted form are asked instead, and inverse propensity and its self-normalized form, by the same
/// rules. Where propensities are estimated, every verdict says so.
/// </remarks>
internal static class VerdictRule
{
    private static readonly string[] ForEpisodes = ["sequential_doubly_robust", "weighted_doubly_robust"];
    private static readonly string[] ForSingleSteps = ["doubly_robust"];
    private static readonly string[] ForEpisodesWithoutModel = ["per_decision_importance_sampling", "weighted_per_decision_importance_sampling"];
    private static readonly string[] ForSingleStepsWithoutModel = ["inverse_propensity", "self_normalized_inverse_propensity"];

    public static Verdict Judge(IReadOnlyList<Estimate> estimates, LogDiagnostics diagnostics, bool hasModel = true)
    {
        var verdict = Decide(estimates, diagnostics, hasModel);
        Estimate[] answers = [.. estimates.Where(estimate => verdict.Estimators.Contains(estimate.Estimator))];
        var reason = diagnostics.Behavior is { } behavior ? $"{verdict.Reason} {behavior.Caution}" : verdict.Reason;
        return verdict with { Reason = reason, Advice = Verdicts.Advice.For(verdict.Judgement, answers, diagnostics) };
    }

    private static Verdict Decide(IReadOnlyList<Estimate> estimates, LogDiagnostics diagnostics, bool hasModel)
    {
        var hasSequences = diagnostics.LongestEpisode > 1;
        var keys = (hasModel, hasSequences) switch
        {
            (true, true) => ForEpisodes,
            (true, false) => ForSingleSteps,
            (false, true) => ForEpisodesWithoutModel,
            (false, false) => ForSingleStepsWithoutModel,
        };
        Estimate[] asked = [.. estimates.Where(estimate => keys.Contains(estimate.Estimator))];
        Estimate[] answers = [.. asked.Where(estimate => estimate.DifferenceInterval is not null)];
        if (answers.Length == 0)
        {
            return CannotTell($"The estimates that a verdict rests on have no interval. {WhyNot(asked, keys)}", []);
        }

        string[] askedKeys = [.. answers.Select(answer => answer.Estimator)];
        if (!(hasSequences ? diagnostics.TrustsEpisodes : diagnostics.TrustsSteps))
        {
            return CannotTell(diagnostics.Caution, askedKeys);
        }

        Estimate[] better = [.. answers.Where(answer => answer.DifferenceInterval!.Low > 0)];
        Estimate[] worse = [.. answers.Where(answer => answer.DifferenceInterval!.High < 0)];
        if (better.Length > 0 && worse.Length > 0)
        {
            return CannotTell($"The estimators contradict each other. {Says(better[0])} {Says(worse[0])}", askedKeys);
        }

        var judgement = better.Length == answers.Length ? Judgement.Better
            : worse.Length == answers.Length ? Judgement.Worse
            : Judgement.NotEnoughEvidence;
        return new(judgement, string.Join(" ", answers.Select(Says)), askedKeys);
    }

    private static Verdict CannotTell(string reason, IReadOnlyList<string> estimators) => new(Judgement.CannotTell, reason, estimators);

    private static string WhyNot(Estimate[] asked, string[] keys) => asked.Length == 0
        ? $"None of {string.Join(", ", keys)} was asked for."
        : string.Join(" ", asked.Select(estimate => estimate.Reason ?? string.Join(" ", estimate.Notes)).Distinct());

    private static string Says(Estimate estimate)
    {
        var unit = estimate.Unit == EstimateUnit.RewardPerStep ? "mean reward per step" : "mean discounted return per episode";
        var difference = estimate.DifferenceInterval!;
        var level = $"{100 * estimate.Level:0.#} % interval";
        return estimate is { Normalized: { } normalized, NormalizedInterval: { } ratio, LoggedMean: > 0 }
            ? $"The policy would earn {normalized:0.###} times the {unit} of the log "
                + $"({level} {ratio.Low:0.###} to {ratio.High:0.###}; 1 is equal), by {estimate.Name}."
            : $"The policy would earn a {unit} of {estimate.Raw:0.####} against {estimate.LoggedMean:0.####} in the log "
                + $"({level} of the difference {difference.Low:0.####} to {difference.High:0.####}; 0 is equal), by {estimate.Name}.";
    }
}
