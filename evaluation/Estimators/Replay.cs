using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Replays the log and keeps the steps at which the policy might have acted alike: a step is accepted with probability w / w_max, with
/// w = π(a_logged | s) / p_logged and w_max the largest, and the estimate is the mean reward of those accepted. They are real steps,
/// distributed as if the policy had acted; it needs no model, and throws away most of the log when the policies differ.
/// </summary>
/// <remarks>
/// Li, Chu, Langford and Wang, "Unbiased Offline Evaluation of Contextual-bandit-based News Article Recommendation Algorithms", WSDM 2011:
/// for a log of uniformly random actions and a policy that always takes one, every step where they agree is accepted, as
/// there. Other propensities make it rejection sampling (von Neumann, 1951). The draws come from the stream
/// <c>replay/episode/&lt;id&gt;</c> of the seed, so that they depend on nothing but the episode.
/// </remarks>
public sealed class Replay : IEstimator
{
    public string Key => "replay";

    public string Name => "replay";

    public EstimateUnit Unit => EstimateUnit.RewardPerStep;

    public bool NeedsModel => false;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => UsedSteps.Weighted(sample, options, steps =>
    {
        if (steps.HaveNoWeight)
        {
            return new CannotEstimate(SetAside.NoWeight);
        }

        var accepted = Accepted(sample, options.Seed);
        return steps.Answer(steps.Ratio(
            step => accepted[step] ? sample.Page.Reward.Logged[step] : 0, step => accepted[step] ? 1 : 0));
    });

    private static bool[] Accepted(EvaluationSample sample, ulong seed)
    {
        var page = sample.Page;
        var largest = sample.StepWeights.Where(weight => !double.IsNaN(weight)).Max();
        var accepted = new bool[page.Steps];
        for (var episode = 0; episode < page.Episodes; episode++)
        {
            var random = new RandomStream(seed, $"replay/episode/{page.EpisodeIds[episode]}");
            for (var step = page.EpisodeOffsets[episode]; step < page.EpisodeOffsets[episode + 1]; step++)
            {
                // A comparison with NaN is false: a step without a weight is not accepted.
                accepted[step] = random.NextDouble() < sample.StepWeights[step] / largest;
            }
        }

        return accepted;
    }
}
