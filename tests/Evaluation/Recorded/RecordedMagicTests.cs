using System.Text.Json;
using MathNet.Numerics.Distributions;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Returns;
using ReAgent.Evaluation.Samples;
using Xunit;

namespace ReAgent.Evaluation.Tests.Recorded;

/// <summary>
/// The parts of MAGIC against those of ReAgent's. The whole cannot be compared, because ReAgent's objective is not the paper's: it adds
/// b_j² to every row of the covariance instead of b bᵀ, leaves out the factor n that makes the covariance that of a sum, takes its
/// interval from subsets of the episodes, whose returns are more biased, and repeats the 0-step return 23 times when no episode has 24
/// steps. The recorded variant with b bᵀ is compared instead of its objective where there is a bias; where there is none, both are the
/// same.
/// </summary>
public class RecordedMagicTests
{
    // Not among them: a deterministic policy, for which ReAgent weighs all episodes alike at steps where none has weight.
    public static TheoryData<string, string> Cases => new()
    {
        { "evaluation/page_10_episodes_short", "magic" },
        { "evaluation/page_10_episodes_short", "magic_5_steps" },
        { "evaluation/page_20_episodes_gaps", "magic" },
        { "evaluation/page_20_episodes_gaps", "magic_5_steps" },
        { "evaluation/page_5_long_episodes", "magic" },
        { "evaluation/page_5_long_episodes", "magic_5_steps" },
        { "evaluation/page_60_episodes", "magic" },
        { "evaluation/page_negative_rewards", "magic" },
        { "evaluation/page_negative_rewards", "magic_5_steps" },
        { "cpe/dqn", "magic" },
        { "cpe/dqn_two_metrics", "magic" },
        { "cpe/discrete_crr", "magic" },
        { "cpe/qrdqn", "magic" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_returns_of_every_episode_equal_those_of_ReAgent(string name, string variant)
    {
        var (returns, parts, steps) = Load(name, variant);
        var ones = Ones(returns.Episodes);

        var contributions = returns.Contributions(ones, [.. steps.Order()]);

        var sorted = steps.Select((step, index) => (step, index)).OrderBy(pair => pair.step).Select(pair => pair.index).ToArray();
        var expected = RecordedCase.Tensor(parts, "j_step_return_trajectories");
        var totals = RecordedCase.Tensor(parts, "j_step_returns");
        RecordedCase.AssertClose([.. sorted.Select(index => totals[index])], ReturnMixture.Totals(contributions, ones), 5e-5, 5e-6);
        for (var episode = 0; episode < returns.Episodes; episode++)
        {
            RecordedCase.AssertClose(
                [.. sorted.Select(index => expected[(index * returns.Episodes) + episode])],
                contributions.AsSpan(episode * steps.Length, steps.Length).ToArray(),
                5e-5,
                5e-6);
        }
    }

    /// <summary>
    /// ReAgent's error matrix is np.cov plus b_j² in column j; without either, it is the covariance of one episode's contribution.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Covariance_is_that_of_ReAgent_times_the_number_of_episodes(string name, string variant)
    {
        var (returns, parts, _) = Load(name, variant);
        var bias = RecordedCase.Tensor(parts, "bias");
        var trajectories = Transposed(RecordedCase.Tensor(parts, "j_step_return_trajectories"), returns.Episodes);

        var covariance = ReturnMixture.Covariance(trajectories, Ones(returns.Episodes));

        double[] added = [.. bias.Select(distance => distance * distance)];
        double[] asInReAgent = [.. covariance.Select((value, cell) => (value / returns.Episodes) + added[cell % added.Length])];
        RecordedCase.AssertClose(RecordedCase.Tensor(parts, "error_matrix"), asInReAgent);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Returns_of_subsets_their_interval_and_the_bias_equal_those_of_ReAgent(string name, string variant)
    {
        var (returns, parts, _) = Load(name, variant);
        double[] expected = [.. parts.GetProperty("infinite_step_returns_of_subsets").EnumerateArray().Select(RecordedCase.Number)];

        var actual = expected.Select((_, subset) => returns.FullHorizon(Subset(subset, expected.Length, returns.Episodes))).ToArray();

        RecordedCase.AssertClose(expected, actual, 5e-5, 5e-6);
        var interval = StudentInterval(actual);
        RecordedCase.AssertClose(RecordedCase.Number(parts.GetProperty("confidence_low")), interval.Low, 5e-5);
        RecordedCase.AssertClose(RecordedCase.Number(parts.GetProperty("confidence_high")), interval.High, 5e-5);
        var bias = ReturnMixture.Bias(RecordedCase.Tensor(parts, "j_step_returns"), interval);
        RecordedCase.AssertClose(RecordedCase.Tensor(parts, "bias"), bias, 5e-5, 5e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_minimum_equals_the_recorded_exact_minimum(string name, string variant)
    {
        var (returns, parts, _) = Load(name, variant);
        var bias = RecordedCase.Tensor(parts, "bias");
        var size = bias.Length;
        var trajectories = Transposed(RecordedCase.Tensor(parts, "j_step_return_trajectories"), returns.Episodes);
        var error = ReturnMixture.Covariance(trajectories, Ones(returns.Episodes));
        for (var cell = 0; cell < error.Length; cell++)
        {
            error[cell] = (error[cell] / returns.Episodes) + (bias[cell / size] * bias[cell % size]);
        }

        var mixture = SimplexMinimum.Of(error, size);

        var isUnbiased = bias.All(distance => distance == 0);
        var expected = parts.GetProperty(isUnbiased ? "exact_minimiser_of_reagent_objective" : "outer_product_variant");
        var objective = Enumerable.Range(0, size * size).Sum(cell => mixture[cell / size] * error[cell] * mixture[cell % size]);
        var estimate = mixture.Zip(RecordedCase.Tensor(parts, "j_step_returns"), (share, value) => share * value).Sum();
        RecordedCase.AssertClose(RecordedCase.Number(expected.GetProperty("objective")), objective, 1e-6, 1e-9);
        RecordedCase.AssertClose(RecordedCase.Number(expected.GetProperty("estimate")), estimate, 1e-6, 1e-6);
    }

    private static (WeightedReturns Returns, JsonElement Parts, int[] Steps) Load(string name, string variant)
    {
        var recorded = RecordedCase.Load(name);
        var sample = EvaluationSample.Of(recorded.Page());
        var returns = new WeightedReturns(sample, sample.CompleteEpisodes, recorded.Gamma, EndedEpisodes.LoseTheirWeight);
        var parts = recorded.Root.GetProperty("estimates").GetProperty(variant).GetProperty("intermediates");
        var steps = parts.GetProperty("j_steps").EnumerateArray().Select(RecordedCase.Number);
        return (returns, parts, [.. steps.Select(step => (int)Math.Min(step, returns.Horizon - 1))]);
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static double[] Subset(int subset, int subsets, int episodes)
    {
        var size = (double)episodes / subsets;
        var (first, end) = ((int)(subset * size), (int)((subset + 1) * size));
        return [.. Enumerable.Range(0, episodes).Select(episode => episode >= first && episode < end ? 1.0 : 0)];
    }

    private static Interval StudentInterval(double[] values)
    {
        var reach = EpisodeBootstrap.StandardError(values) / Math.Sqrt(values.Length) * StudentT.InvCDF(0, 1, values.Length - 1, 0.95);
        return new(values.Average() - reach, values.Average() + reach);
    }

    // From [J, E] to [E, J].
    private static double[] Transposed(double[] matrix, int columns)
    {
        var rows = matrix.Length / columns;
        return [.. Enumerable.Range(0, matrix.Length).Select(cell => matrix[(cell % rows * columns) + (cell / rows)])];
    }
}
