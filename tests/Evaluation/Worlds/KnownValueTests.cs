using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Returns;
using ReAgent.Evaluation.Samples;
using Xunit;

namespace ReAgent.Evaluation.Tests.Worlds;

/// <summary>
/// Estimates where the truth is known: intervals cover it about as often as they say, whether the models are exact or wrong.
/// </summary>
public class KnownValueTests
{
    private const int Trials = 40;

    // Of 300 trials, 95 % intervals cover the truth in 92 to 96 %; at 93 %, 32 or fewer of 40 are one chance in 200.
    private const int FewestCovered = 33;

    [Theory]
    [InlineData("sequential_doubly_robust", 0)]
    [InlineData("sequential_doubly_robust", 0.8)]
    [InlineData("weighted_doubly_robust", 0)]
    [InlineData("weighted_doubly_robust", 0.8)]
    public void Intervals_per_episode_cover_the_value_of_the_policy(string key, double modelError)
    {
        var world = new TwoStateWorld { ModelError = modelError };

        Assert.InRange(Covered(world, key, world.Value(world.Target)), FewestCovered, Trials);
    }

    [Theory]
    [InlineData("inverse_propensity", 0)]
    [InlineData("doubly_robust", 0)]
    [InlineData("doubly_robust", 0.8)]
    [InlineData("replay", 0)]
    [InlineData("self_normalized_doubly_robust", 0.8)]
    [InlineData("self_normalized_inverse_propensity", 0)]
    public void Intervals_per_step_cover_the_reward_of_the_policy_in_the_logged_states(string key, double modelError)
    {
        var world = new TwoStateWorld { ModelError = modelError };

        Assert.InRange(Covered(world, key, world.RewardPerLoggedStep()), FewestCovered, Trials);
    }

    [Fact]
    public void A_wrong_model_misleads_the_direct_method()
    {
        var world = new TwoStateWorld { ModelError = 0.8 };

        Assert.Equal(0, Covered(world, "direct_method", world.RewardPerLoggedStep()));
    }

    [Fact]
    public void Dropping_ended_episodes_from_the_normalization_misses_the_value_of_the_policy()
    {
        var world = new TwoStateWorld { ModelError = 0.8 };
        var truth = world.Value(world.Target);
        double Mean(EndedEpisodes ended) => Estimates(world, "weighted_doubly_robust", ended).Average(estimate => estimate.Raw!.Value);
        double Error(EndedEpisodes ended) => Math.Abs(Mean(ended) - truth);

        Assert.InRange(Error(EndedEpisodes.KeepTheirWeight), 0, 0.1);
        Assert.InRange(Error(EndedEpisodes.LoseTheirWeight), 0.3, 0.6);
    }

    [Fact]
    public void MAGIC_errs_less_than_the_estimator_it_mixes_when_the_model_is_exact()
    {
        var world = new TwoStateWorld { Target = [0.95, 0.95] };
        var truth = world.Value(world.Target);
        double SquaredError(string key) =>
            Estimates(world, key, EndedEpisodes.KeepTheirWeight).Sum(estimate => Math.Pow(estimate.Raw!.Value - truth, 2));

        Assert.True(SquaredError("magic") < 0.1 * SquaredError("weighted_doubly_robust"));
    }

    /// <summary>The model alone is off by 0.4; as its bias shows ever more clearly, MAGIC turns to the importance weights.</summary>
    [Fact]
    public void MAGIC_leaves_a_wrong_model_when_there_are_enough_episodes()
    {
        var world = new TwoStateWorld { ModelError = 0.8 };
        double Error(int episodes) => Estimates(world, "magic", EndedEpisodes.KeepTheirWeight, episodes, trials: 8)
            .Average(estimate => Math.Abs(estimate.Raw!.Value - world.Value(world.Target)));

        Assert.InRange(Error(30), 0.2, 0.5);
        Assert.InRange(Error(3000), 0, 0.1);
    }

    private static int Covered(TwoStateWorld world, string key, double truth) =>
        Estimates(world, key, EndedEpisodes.KeepTheirWeight).Count(estimate => estimate.RawInterval!.Contains(truth));

    private static IEnumerable<Estimate> Estimates(
        TwoStateWorld world, string key, EndedEpisodes ended, int episodes = 150, int trials = Trials) =>
        Enumerable.Range(0, trials).Select(trial => Estimation.Of(
            EstimatorCatalog.Standard[key],
            EvaluationSample.Of(world.Play(episodes, trial)),
            new() { Gamma = TwoStateWorld.Gamma, Seed = (ulong)trial, Resamples = 200, CostlyResamples = 100, EndedEpisodes = ended }));
}
