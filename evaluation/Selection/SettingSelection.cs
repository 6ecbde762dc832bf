using System.Collections.Immutable;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Evaluation.Selection;

/// <summary>
/// Chooses among settings by counterfactual policy evaluation: the highest mean over seeds of the estimated value above the log. What a policy earned in an
/// environment plays no part: whoever has logs alone could not choose by it.
/// </summary>
/// <remarks>
/// One estimator compares all: the first of weighted sequential doubly robust, sequential doubly robust and doubly robust that answers in every finished
/// trial. The difference to the log is compared, not the ratio, because it means the same whatever the sign of the reward.
/// </remarks>
public sealed record SettingSelection
{
    private static readonly string[] Preferred = ["weighted_doubly_robust", "sequential_doubly_robust", "doubly_robust"];

    /// <summary>Every setting, in the order of its first trial.</summary>
    public required ImmutableArray<SettingScore> Settings { get; init; }

    /// <summary>Key of the estimator that the settings are compared by; null when none answers for all.</summary>
    public string? Estimator { get; init; }

    /// <summary>Name of the estimator for people.</summary>
    public string? EstimatorName { get; init; }

    /// <summary>Unit of the estimator's values.</summary>
    public EstimateUnit? Unit { get; init; }

    /// <summary>The setting that is picked; null when nothing is.</summary>
    public string? Picked { get; init; }

    /// <summary>Why that one, or why none, in sentences.</summary>
    public required string Reason { get; init; }

    /// <summary>Chooses.</summary>
    /// <param name="trials">All trials of all settings.</param>
    /// <param name="incomparable">Why estimates of these settings cannot be compared, in a sentence; null when they can.</param>
    public static SettingSelection Of(IReadOnlyList<TrialScore> trials, string? incomparable = null)
    {
        TrialScore[] finished = [.. trials.Where(trial => trial.IsFinished)];
        var asked = finished.Length == 0 ? null : Preferred.FirstOrDefault(key => finished.All(trial => trial.GainBy(key) is not null));
        var estimate = asked is null ? null : finished[0].Estimates.First(each => each.Estimator == asked);
        ImmutableArray<SettingScore> settings = [.. trials.GroupBy(trial => trial.Setting).Select(group => Score(group.Key, [.. group], asked))];
        var whole = settings.Where(setting => setting.Finished == setting.Trials).ToArray();
        var none = whole.Length == 0 ? "no setting has all its trials finished."
            : estimate is null ? WhyNoEstimate(finished)
            : incomparable
            ?? (finished.Select(trial => trial.Gamma).Distinct().Count() > 1
                ? "the settings differ in the discount (gamma), so their estimates are returns of different kinds and cannot be compared." : null);
        var selection = new SettingSelection { Settings = settings, Reason = "", Estimator = asked, EstimatorName = estimate?.Name, Unit = estimate?.Unit };
        if (none is not null)
        {
            return selection with { Reason = $"Nothing is picked: {none}" };
        }

        // Of equals the first.
        SettingScore[] ranked = [.. whole.OrderByDescending(setting => setting.Gain!.Mean)];
        return selection with { Picked = ranked[0].Setting, Reason = Because(ranked, settings.Length - whole.Length, estimate!) };
    }

    private static SettingScore Score(string setting, TrialScore[] trials, string? estimator)
    {
        TrialScore[] finished = [.. trials.Where(trial => trial.IsFinished)];
        return new(
            setting,
            trials.Length,
            finished.Length,
            estimator is null ? null : SeedMean.Of([.. finished.Select(trial => trial.GainBy(estimator)!.Value)]),
            SeedMean.Of([.. finished.Select(trial => trial.EnvironmentReturn).OfType<double>()]),
            finished.Select(trial => trial.Verdict).OfType<Judgement>().GroupBy(verdict => verdict).ToImmutableSortedDictionary(group => group.Key, group => group.Count()));
    }

    private static string WhyNoEstimate(TrialScore[] finished) => finished.All(trial => trial.Estimates.Count == 0)
        ? "there is no counterfactual estimate. It needs held-out episodes (input_table_spec.eval_table_sample), calc_cpe_in_training, and a model with discrete actions; "
            + "and the environment's score is not what settings are picked by."
        : $"none of {string.Join(", ", Preferred)} answers in every finished trial.";

    private static string Because(SettingScore[] ranked, int unfinished, Estimate estimate)
    {
        var best = ranked[0];
        var sentences = new List<string>
        {
            $"By the {estimate.Name} estimate it has the highest mean above the log over {Count(best.Gain!.Seeds, "seed")}.",
        };
        if (ranked.Length > 1)
        {
            var second = ranked[1];
            if (best.Gain.Low is null || second.Gain!.Low is null)
            {
                sentences.Add("One seed says nothing of chance: list several to see how far it goes.");
            }
            else if (second.Gain.High >= best.Gain.Low)
            {
                sentences.Add($"Its interval overlaps that of {second.Setting}: more seeds may choose another.");
            }
        }

        if (best.Verdicts.GetValueOrDefault(Judgement.CannotTell) is > 0 and var unsure)
        {
            sentences.Add($"In {unsure} of its {Count(best.Trials, "trial")} the verdict is CANNOT TELL: the log does not support the estimate.");
        }

        if (unfinished > 0)
        {
            sentences.Add($"Passed over, because a trial did not finish: {Count(unfinished, "setting")}.");
        }

        return string.Join(" ", sentences);
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
