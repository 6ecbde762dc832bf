using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>Makes estimators that are a mean of one value per logged step.</summary>
internal static class StepMeans
{
    /// <summary>The mean over all steps.</summary>
    public static Preparation OverAllSteps(EvaluationSample sample, Func<int, double> valueOfStep) =>
        UsedSteps.All(sample, steps => steps.Answer(steps.Mean(valueOfStep)));

    /// <summary>The mean over steps that have an importance weight; the others are set aside.</summary>
    public static Preparation OverWeightedSteps(EvaluationSample sample, EvaluationOptions options, Func<int, double> valueOfStep) =>
        UsedSteps.Weighted(sample, options, steps => steps.Answer(steps.Mean(valueOfStep)));
}
