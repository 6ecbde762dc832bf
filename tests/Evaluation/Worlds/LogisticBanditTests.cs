using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Samples;
using Xunit;

namespace ReAgent.Evaluation.Tests.Worlds;

/// <summary>
/// Estimators at the size of Open Bandit Pipeline's example (10,000 rounds, 30 actions, a logging policy that avoids what pays), with a
/// model that is wrong by a known amount; <c>bench/ope</c> follows its whole protocol.
/// </summary>
public class LogisticBanditTests
{
    private static readonly (EvaluationSample Sample, double Value)[] Logs = [.. Enumerable.Range(0, 4).Select(seed => Log((ulong)seed))];

    // The model halves what sets actions apart, and is too low by 0.1 throughout: the direct method is off by a fifth.
    [Theory]
    [InlineData("direct_method", 0.15, 0.4)]
    [InlineData("inverse_propensity", 0.002, 0.03)]
    [InlineData("self_normalized_inverse_propensity", 0.001, 0.02)]
    [InlineData("doubly_robust", 0.0005, 0.0125)]
    [InlineData("self_normalized_doubly_robust", 0.0005, 0.0125)]
    [InlineData("switch", 0.0005, 0.03)]
    [InlineData("switch_dr", 0.0005, 0.03)]
    [InlineData("doubly_robust_with_shrinkage", 0.0005, 0.0125)]
    [InlineData("replay", 0.001, 0.05)]
    public void Relative_errors_are_as_small_as_they_should_be(string key, double smallest, double largest) =>
        Assert.InRange(Logs.Average(log => Math.Abs(Estimate(key, log.Sample) / log.Value - 1)), smallest, largest);

    private static double Estimate(string key, EvaluationSample sample)
    {
        var target = Assert.IsType<Prepared>(EstimatorCatalog.Standard[key].Prepare(sample, new() { Gamma = 1 })).Target;
        return target.Evaluate([.. Enumerable.Repeat(1.0, target.Episodes)]);
    }

    private static (EvaluationSample Sample, double Value) Log(ulong seed)
    {
        var rounds = new LogisticBandit(seed, 30, 5, -3).Draw(10_000, "test");
        double[] policy = [.. rounds.ExpectedRewards.Select(reward => 2 * reward)];
        for (var row = 0; row < policy.Length; row += 30)
        {
            LogisticBandit.Softmax(policy.AsSpan(row, 30));
        }

        double[] model = [.. rounds.ExpectedRewards.Select(reward => (0.5 * reward) + 0.15)];
        return (EvaluationSample.Of(rounds.Page(policy, model)), rounds.Value(policy));
    }
}
