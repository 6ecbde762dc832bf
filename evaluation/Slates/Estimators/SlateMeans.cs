using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Slates.Estimators;

/// <summary>Makes estimators of slates from one or more pairs of sums over samples.</summary>
internal static class SlateMeans
{
    public const string NoModel = "The samples have no model of the rewards.";
    public const string NoSlotRewards = "The samples have no rewards of single slots.";

    /// <summary>The mean of one value per sample; null of a sample sets it aside.</summary>
    public static Preparation Of(SlateLog log, EvaluationOptions options, Func<SlateSample, double?> valueOf) => Ratios(
        log, options, 1, false, sample => valueOf(sample) is { } value ? [(1, value)] : null);

    /// <summary>
    /// A sum of <paramref name="parts"/> means. <paramref name="weightsAndValues"/> gives each part's weight and weighted value of a
    /// sample, or null to set it aside; when self-normalized, a part is the sum of its values over the sum of its weights.
    /// </summary>
    public static Preparation Ratios(
        SlateLog log,
        EvaluationOptions options,
        int parts,
        bool selfNormalized,
        Func<SlateSample, IReadOnlyList<(double Weight, double Value)>?> weightsAndValues)
    {
        List<SlateSample> used = [];
        List<IReadOnlyList<(double Weight, double Value)>> pairs = [];
        foreach (var sample in log.Samples)
        {
            if (weightsAndValues(sample) is { } ofSample)
            {
                used.Add(sample);
                pairs.Add(ofSample);
            }
        }

        var missing = log.Samples.Count - used.Count;
        if (SetAside.Check(missing, log.Samples.Count, "samples", options.LargestSetAsideShare) is { } reason)
        {
            return new CannotEstimate(reason);
        }

        EpisodeStatistic? target = null;
        for (var part = 0; part < parts; part++)
        {
            double[] weights = [.. pairs.Select(ofSample => selfNormalized ? ofSample[part].Weight : 1)];
            if (Array.TrueForAll(weights, weight => weight == 0))
            {
                return new CannotEstimate("The policy shows nothing of what was logged: every importance weight is 0.");
            }

            var ratio = new RatioOfSums([.. pairs.Select(ofSample => ofSample[part].Value)], weights);
            target = target is null ? ratio : new SumOfStatistics(target, ratio);
        }

        return new Prepared(
            target!,
            RatioOfSums.MeanOf([.. used.Select(sample => sample.Reward)]),
            used.Count,
            SetAside.Notes(missing, log.Samples.Count, "samples"));
    }
}
