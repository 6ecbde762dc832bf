using System.Text.Json;
using ReAgent.Evaluation.Slates;
using ReAgent.Evaluation.Slates.Distributions;
using ReAgent.Evaluation.Slates.Estimators;
using ReAgent.Evaluation.Tests.Slates;
using Xunit;

namespace ReAgent.Evaluation.Tests.Recorded;

/// <summary>Distributions, weights and estimates of slates against those of ReAgent's <c>ope</c> package.</summary>
public class RecordedSlateTests
{
    private static readonly EvaluationOptions Options = new() { Gamma = 1, Resamples = 2 };

    public static TheoryData<string> Cases =>
        ["slate_item_probs_dcg", "slate_sum_metric_4_slots", "slate_ranking_deterministic_target", "slate_slot_probs_ndcg"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Probabilities_of_slates_equal_those_of_ReAgent(string name)
    {
        foreach (var (recorded, sample) in Samples(name))
        {
            RecordedCase.AssertClose(
                recorded.GetProperty("log_slate_probability").GetDouble(), sample.Logging!.Probability([.. sample.Slate]));
            RecordedCase.AssertClose(
                recorded.GetProperty("tgt_slate_probability").GetDouble(), sample.Target.Probability([.. sample.Slate]));
        }
    }

    [Theory]
    [InlineData("slate_item_probs_dcg")]
    [InlineData("slate_sum_metric_4_slots")]
    [InlineData("slate_ranking_deterministic_target")]
    public void Expectations_of_slots_equal_those_of_ReAgent_when_slots_share_weights(string name)
    {
        foreach (var (recorded, sample) in Samples(name))
        {
            RecordedCase.AssertClose(RecordedCase.Tensor(recorded, "log_slot_item_expectations"), [.. sample.Logging!.SlotItemExpectations]);
            RecordedCase.AssertClose(RecordedCase.Tensor(recorded, "tgt_slot_item_expectations"), [.. sample.Target.SlotItemExpectations]);
        }
    }

    /// <summary>
    /// What ReAgent expects of the second slot is as if its own weights had filled the first slot too, which the slot's weights did.
    /// </summary>
    [Fact]
    public void Expectations_of_slots_with_their_own_weights_reckon_with_them_unlike_in_ReAgent()
    {
        foreach (var (recorded, sample) in Samples("slate_slot_probs_ndcg"))
        {
            var theirs = RecordedCase.Tensor(recorded, "log_slot_item_expectations");
            var (ours, items) = (sample.Logging!.SlotItemExpectations, sample.Logging.Items);
            var asIfShared = new PlackettLuce(RecordedCase.Tensor(recorded, "log_slot_item_probs")[items..], 2).SlotItemExpectations;

            RecordedCase.AssertClose(theirs[..items], [.. ours.Take(items)]);
            RecordedCase.AssertClose(theirs[items..], [.. asIfShared.Skip(items)]);
            Assert.Contains(ours.Skip(items).Zip(theirs[items..]), pair => Math.Abs(pair.First - pair.Second) > 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Importance_sampling_of_slates_equals_that_of_ReAgent(string name)
    {
        AssertWeights(name, "ips", new SlateInversePropensity());
        AssertEstimates(name, "ips", (selfNormalized, largest) =>
            new SlateInversePropensity { SelfNormalized = selfNormalized, LargestWeight = largest });
    }

    /// <summary>Left out is the case whose expectations are wrong in ReAgent.</summary>
    [Theory]
    [InlineData("slate_item_probs_dcg")]
    [InlineData("slate_sum_metric_4_slots")]
    [InlineData("slate_ranking_deterministic_target")]
    public void The_position_based_model_equals_that_of_ReAgent(string name)
    {
        AssertWeights(name, "pbm", new PositionBasedModel());
        AssertEstimates(name, "pbm", (selfNormalized, largest) =>
            new PositionBasedModel { SelfNormalized = selfNormalized, LargestWeight = largest });
    }

    /// <summary>
    /// ReAgent takes the product of the expectations for the expectation of the products: what it records follows from that, and differs
    /// from the paper's weights, which <see cref="SlateWorldTests"/> shows to be the right ones.
    /// </summary>
    [Theory]
    [InlineData("slate_item_probs_dcg")]
    [InlineData("slate_sum_metric_4_slots")]
    [InlineData("slate_ranking_deterministic_target")]
    public void Pseudo_inverse_weights_of_ReAgent_are_those_of_a_matrix_of_rank_one_and_ours_are_not(string name)
    {
        var recorded = Weights(name, "pseudo_inverse");
        SlateSample[] samples = [.. Samples(name).Select(pair => pair.Sample)];

        RecordedCase.AssertClose(
            recorded,
            [
                .. samples.Select(sample => ReAgentSlates.PseudoInverseWeight(
                    sample.Target.SlotItemExpectations, sample.Logging!.SlotItemExpectations, sample.Slate)),
            ]);
        Assert.Contains(
            samples.Zip(recorded), pair => Math.Abs(new PseudoInverse().WeightOf(pair.First)!.Value - pair.Second) > 0.1);
    }

    private static void AssertWeights(string name, string estimator, WeightedSlateEstimator ours) => RecordedCase.AssertClose(
        Weights(name, estimator), [.. Samples(name).Select(pair => ours.WeightOf(pair.Sample)!.Value)]);

    private static void AssertEstimates(string name, string estimator, Func<bool, double, WeightedSlateEstimator> ours)
    {
        var log = SlateLog.From(Samples(name).Select(pair => pair.Sample));
        foreach (var (suffix, selfNormalized, largest) in new[]
        {
            ("", false, double.PositiveInfinity), ("_clamped_0_2", false, 2),
            ("_weighted", true, double.PositiveInfinity), ("_weighted_clamped_0_2", true, 2),
        })
        {
            RecordedCase.AssertClose(
                RecordedCase.Load($"ope/{name}").Number("estimates", estimator + suffix, "estimated_reward"),
                SlateEstimation.Of(ours(selfNormalized, largest), log, Options).Raw);
        }
    }

    private static double[] Weights(string name, string estimator) =>
    [
        .. RecordedCase.Load($"ope/{name}").Root.GetProperty("weights_per_sample").GetProperty(estimator)
            .EnumerateArray().Select(RecordedCase.Number),
    ];

    private static IEnumerable<(JsonElement Recorded, SlateSample Sample)> Samples(string name)
    {
        var root = RecordedCase.Load($"ope/{name}").Root;
        var slots = root.GetProperty("slate_size").GetInt32();
        var isDeterministic = root.GetProperty("deterministic_target").GetBoolean();
        return root.GetProperty("samples").EnumerateArray().Select(recorded => (recorded, new SlateSample
        {
            Slate = [.. recorded.GetProperty("log_slate").EnumerateArray().Select(item => item.GetInt32())],
            Reward = RecordedCase.Number(recorded.GetProperty("log_reward")),
            SlotWeights = Product(Optional(recorded, "slot_weights"), Optional(recorded, "slot_probabilities")),
            Logging = Distribution(recorded, "log", slots),
            Target = isDeterministic
                ? FixedSlate.Best(RecordedCase.Tensor(recorded, "tgt_item_probs"), slots)
                : Distribution(recorded, "tgt", slots),
        }));
    }

    private static SlateDistribution Distribution(JsonElement recorded, string policy, int slots)
    {
        if (recorded.TryGetProperty($"{policy}_item_probs", out _))
        {
            return new PlackettLuce(RecordedCase.Tensor(recorded, $"{policy}_item_probs"), slots);
        }

        var weights = RecordedCase.Tensor(recorded, $"{policy}_slot_item_probs");
        return new PerSlotItems([.. weights.Chunk(weights.Length / slots)]);
    }

    private static double[]? Optional(JsonElement recorded, string name) =>
        recorded.GetProperty(name).ValueKind == JsonValueKind.Null ? null : RecordedCase.Tensor(recorded, name);

    private static double[]? Product(double[]? first, double[]? second) =>
        first is null || second is null ? first ?? second : [.. first.Zip(second, (left, right) => left * right)];
}
