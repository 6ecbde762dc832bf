using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Diagnostics;

/// <summary>How well the log can answer for the target policy, whatever the outcome.</summary>
public sealed record LogDiagnostics
{
    public required int Episodes { get; init; }

    public required int Steps { get; init; }

    /// <summary>Number of steps of the longest episode.</summary>
    public required int LongestEpisode { get; init; }

    /// <summary>Weights of single steps, behind estimates per step.</summary>
    public required WeightSummary StepWeights { get; init; }

    /// <summary>
    /// Products of the weights of whole episodes, behind estimates per episode. Episodes with a step without a weight are left out.
    /// </summary>
    public required WeightSummary EpisodeWeights { get; init; }

    /// <summary>Steps whose logged propensity is unknown, 0, or too small to divide by.</summary>
    public required int StepsWithoutPropensity { get; init; }

    /// <summary><see cref="StepsWithoutPropensity"/> over steps, in [0, 1].</summary>
    public required double ShareWithoutPropensity { get; init; }

    /// <summary>Episodes with at least one such step.</summary>
    public required int EpisodesWithoutPropensity { get; init; }

    /// <summary>Steps whose logged action was not possible by the page's mask; 0 when there is no mask.</summary>
    public required int ImpossibleLoggedActions { get; init; }

    /// <summary>
    /// Σ_a min(share of a under the target policy, share of a in the log), over all steps: 1 when both act alike on the whole, 0 when
    /// they share no action.
    /// </summary>
    public required double Overlap { get; init; }

    /// <summary>Share of the target policy's actions that the log never took, in [0, 1].</summary>
    public required double UnseenShare { get; init; }

    /// <summary>Whether propensities fit the log, one entry per action that was logged.</summary>
    public IReadOnlyList<PropensityBalance> Balance { get; init; } = [];

    /// <summary>Whether the propensities of an action are wrong beyond chance.</summary>
    public bool HasBrokenPropensities { get; init; }

    /// <summary>The model that estimated missing propensities; null when all that are used were logged.</summary>
    public BehaviorReport? Behavior { get; init; }

    /// <summary>Whether estimates per step deserve trust.</summary>
    public required bool TrustsSteps { get; init; }

    /// <summary>Whether estimates per episode deserve trust.</summary>
    public required bool TrustsEpisodes { get; init; }

    /// <summary>What a reader should beware of, in plain words; says so when there is nothing.</summary>
    public required string Caution { get; init; }

    public static LogDiagnostics Of(EvaluationSample sample, TrustThresholds thresholds, BehaviorReport? behavior = null)
    {
        var page = sample.Page;
        var withoutPropensity = sample.StepsWithoutWeight;
        var (target, logged) = (ActionShares.OfTarget(page), ActionShares.OfLog(page));
        var balance = PropensityBalance.Of(sample);
        var seen = new LogDiagnostics
        {
            Behavior = behavior,
            Balance = balance,
            HasBrokenPropensities = balance.Any(action => action.IsOff(thresholds)),
            Episodes = page.Episodes,
            Steps = page.Steps,
            LongestEpisode = sample.Horizon,
            StepWeights = WeightSummary.Of(sample.SingleWeights()),
            EpisodeWeights = WeightSummary.Of(sample.EpisodeWeights()),
            StepsWithoutPropensity = withoutPropensity,
            ShareWithoutPropensity = page.Steps == 0 ? 0 : (double)withoutPropensity / page.Steps,
            EpisodesWithoutPropensity = page.Episodes - sample.CompleteEpisodes.Length,
            ImpossibleLoggedActions = CountImpossible(page),
            Overlap = target.Zip(logged, Math.Min).Sum(),
            UnseenShare = target.Zip(logged, (ofTarget, ofLog) => ofLog == 0 ? ofTarget : 0).Sum(),
            TrustsSteps = false,
            TrustsEpisodes = false,
            Caution = "",
        };
        var (aboutLog, aboutSteps, aboutEpisodes) = Cautions.Of(seen, thresholds);
        return seen with
        {
            TrustsSteps = aboutLog.Count + aboutSteps.Count == 0,
            TrustsEpisodes = aboutLog.Count + aboutEpisodes.Count == 0,
            Caution = Cautions.Sentence(seen, [.. aboutLog, .. aboutSteps, .. aboutEpisodes]),
        };
    }

    private static int CountImpossible(EvaluationPage page) => page.PossibleActions is not { } possible
        ? 0
        : page.LoggedActions.Index()
            .Where(row => row.Item != LoggedActions.NotAmongThem)
            .Count(row => !possible[(row.Index * page.ActionCount) + row.Item]);
}
