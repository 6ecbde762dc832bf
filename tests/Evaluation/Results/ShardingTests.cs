using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Statistics;
using ReAgent.Evaluation.Tests.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Results;

/// <summary>A report does not depend, in any bit, on the shards in which the log came: neither with few episodes nor where blocks of them are resampled.</summary>
public class ShardingTests
{
    private static readonly EvaluationOptions Options = new()
    {
        Gamma = 0.9,
        Resamples = 40,
        CostlyResamples = 10,
        Estimators = ["doubly_robust", "inverse_propensity", "weighted_doubly_robust", "sequential_doubly_robust", "weighted_per_decision_importance_sampling", "replay"],
    };

    [Theory]
    [InlineData(40, 3)]
    [InlineData(40, 7)]
    [InlineData(BlocksOfEpisodes.Most + 2_500, 3)]
    [InlineData(BlocksOfEpisodes.Most + 2_500, 7)]
    public void Any_number_of_shards_in_any_order_gives_the_same_bytes(int episodes, int shards)
    {
        var rows = SyntheticPages.Rows(5, episodes, longest: 2);
        var whole = CpeReportJson.Write(CounterfactualEvaluation.Evaluate(EvaluationPage.From(rows), Options));
        var random = new RandomStream((ulong)shards, "tests/shards");
        var shardOf = rows.EpisodeIds.Distinct().ToDictionary(id => id, _ => random.NextInt(shards));
        EvaluationPage[] parts =
        [
            .. Enumerable.Range(0, shards).Select(shard => EvaluationPage.From(
                SyntheticPages.Take(rows, [.. Enumerable.Range(0, rows.EpisodeIds.Length).Where(row => shardOf[rows.EpisodeIds[row]] == shard)]))),
        ];

        Assert.Equal(whole, CpeReportJson.Write(CounterfactualEvaluation.Evaluate(EvaluationPage.Concatenate(parts), Options)));
        Assert.Equal(whole, CpeReportJson.Write(CounterfactualEvaluation.Evaluate(EvaluationPage.Concatenate(parts.Reverse()), Options)));
    }
}
