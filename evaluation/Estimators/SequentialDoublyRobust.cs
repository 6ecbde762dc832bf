using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Doubly robust along an episode: from its end, v_t = V̂(s_t) + w_t (r_t + γ v_{t+1} − Q̂(s_t, a_t)), with v = 0 after the last step;
/// the mean of v_0 over episodes. Unbiased when the propensities are right; its variance grows with the product of the weights.
/// </summary>
/// <remarks>
/// Jiang and Li, "Doubly Robust Off-policy Value Evaluation for Reinforcement Learning", ICML 2016, equation 10. The discount counts
/// steps, not sequence numbers: a gap in the log does not discount.
/// </remarks>
public sealed class SequentialDoublyRobust : IEstimator
{
    public string Key => "sequential_doubly_robust";

    public string Name => "sequential doubly robust";

    public EstimateUnit Unit => EstimateUnit.ReturnPerEpisode;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) =>
        EpisodeMeans.Of(sample, options, episode => ValueOf(sample, episode, options.Gamma));

    private static double ValueOf(EvaluationSample sample, int episode, double gamma)
    {
        var value = 0.0;
        for (var step = sample.Page.EpisodeOffsets[episode + 1] - 1; step >= sample.Page.EpisodeOffsets[episode]; step--)
        {
            var weight = sample.StepWeights[step];
            var surprise = sample.Page.Reward.Logged[step] + (gamma * value) - sample.LoggedActionValues![step];

            // A weight of 0 cuts the episode off even where what follows has overflowed.
            value = sample.StateValues![step] + (weight == 0 ? 0 : weight * surprise);
        }

        return value;
    }
}
