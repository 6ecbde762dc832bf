using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Statistics;

namespace ReAgent.Evaluation.Estimators;

/// <summary>Makes estimators that are a mean of one value per logged step.</summary>
internal static class StepMeans
{
    /// <summary>The mean over all steps.</summary>
    public static Preparation OverAllSteps(EvaluationSample sample, Func<int, double> valueOfStep) =>
        sample.Page.Steps == 0 ? new CannotEstimate("There are no steps.") : Over(sample, _ => true, valueOfStep, []);

    /// <summary>The mean over steps that have an importance weight; the others are set aside.</summary>
    public static Preparation OverWeightedSteps(EvaluationSample sample, EvaluationOptions options, Func<int, double> valueOfStep)
    {
        var missing = sample.StepsWithoutWeight;
        var notes = SetAside.Notes(missing, sample.Page.Steps, "steps");
        return SetAside.Check(missing, sample.Page.Steps, "steps", options.LargestSetAsideShare) is { } reason
            ? new CannotEstimate(reason)
            : Over(sample, step => !double.IsNaN(sample.StepWeights[step]), valueOfStep, notes);
    }

    private static Prepared Over(
        EvaluationSample sample, Func<int, bool> isUsed, Func<int, double> valueOfStep, IReadOnlyList<string> notes)
    {
        List<double> target = [], logged = [], steps = [];
        for (var episode = 0; episode < sample.Page.Episodes; episode++)
        {
            double sum = 0, loggedSum = 0;
            var count = 0;
            for (var step = sample.Page.EpisodeOffsets[episode]; step < sample.Page.EpisodeOffsets[episode + 1]; step++)
            {
                if (isUsed(step))
                {
                    sum += valueOfStep(step);
                    loggedSum += sample.Page.Reward.Logged[step];
                    count++;
                }
            }

            if (count > 0)
            {
                target.Add(sum);
                logged.Add(loggedSum);
                steps.Add(count);
            }
        }

        return new(new RatioOfSums([.. target], [.. steps]), new RatioOfSums([.. logged], [.. steps]), (int)steps.Sum(), notes);
    }
}
