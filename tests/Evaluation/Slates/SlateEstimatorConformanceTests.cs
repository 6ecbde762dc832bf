using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Slates;
using ReAgent.Evaluation.Slates.Distributions;
using ReAgent.Evaluation.Slates.Estimators;
using Xunit;

namespace ReAgent.Evaluation.Tests.Slates;

/// <summary>What every estimator of slates must do. One joins by its row in <see cref="SlateExpectation.All"/>.</summary>
public class SlateEstimatorConformanceTests
{
    private static readonly EvaluationOptions Options = new() { Gamma = 1, Resamples = 100 };

    public static TheoryData<string> Keys => [.. SlateExpectation.All.Select(expectation => expectation.Key)];

    [Fact]
    public void Every_estimator_has_its_row() => Assert.Equal(
        SlateEstimation.Estimators.Select(estimator => estimator.Key).Order(StringComparer.Ordinal),
        SlateExpectation.All.Select(row => row.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Keys))]
    public void It_gives_the_value_worked_out_on_paper(string key)
    {
        var estimate = Estimate(key, HandSlates.Samples);

        Assert.Equal(Expectation(key).Value, estimate.Raw!.Value, 12);
        Assert.Equal(2, estimate.LoggedMean!.Value, 12);
        Assert.Equal((3, 3), (estimate.Episodes, estimate.Steps));
        Assert.NotNull(estimate.RawInterval);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Without_what_it_needs_it_says_so(string key)
    {
        AssertAnswers(key, NeededOfSlates.Model, HandSlates.Samples.Select(sample => sample with { Model = null }), "no model");
        AssertAnswers(
            key, NeededOfSlates.SlotRewards, HandSlates.Samples.Select(sample => sample with { SlotRewards = null }), "no rewards of single");
        AssertAnswers(
            key, NeededOfSlates.Propensities, HandSlates.Samples.Select(sample => sample with { Logging = null }), "usable logged propensities");
        AssertAnswers(
            key,
            NeededOfSlates.Distribution,
            HandSlates.Samples.Select(sample => sample with
            {
                Logging = null,
                SlotPropensities = [1.0 / 3, 1.0 / 2],
            }),
            "usable logged propensities");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Without_samples_it_says_so(string key) =>
        Assert.Equal("There are no samples.", Estimate(key, []).Reason);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Samples_in_another_order_are_worth_the_same(string key) => Laws.Hold(seed =>
    {
        var samples = Samples(seed);
        var shuffled = samples.ToArray();
        new RandomStream((ulong)(uint)seed, "tests/order").Shuffle<SlateSample>(shuffled);

        Assert.Equal(Estimate(key, samples).Raw!.Value, Estimate(key, shuffled).Raw!.Value, 9);
    });

    [Theory]
    [MemberData(nameof(Keys))]
    public void Items_under_other_names_are_worth_the_same(string key) => Laws.Hold(seed =>
    {
        int[] names = [0, 1, 2, 3];
        new RandomStream((ulong)(uint)seed, "tests/names").Shuffle<int>(names);

        Assert.Equal(Estimate(key, Samples(seed)).Raw!.Value, Estimate(key, Samples(seed, names)).Raw!.Value, 8);
    });

    /// <summary>A power of two, so that not a bit may change but the exponent.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void Four_times_the_reward_is_worth_four_times_as_much(string key) => Laws.Hold(seed =>
    {
        var samples = Samples(seed);

        Assert.Equal(
            4 * Estimate(key, samples).Raw,
            Estimate(key, samples.Select(sample => sample with
            {
                Reward = 4 * sample.Reward,
                SlotRewards = [.. sample.SlotRewards!.Select(reward => 4 * reward)],
                Model = new ItemModel([.. ((ItemModel)sample.Model!).Worth.Select(worth => 4 * worth)]),
            })).Raw);
    });

    /// <summary>Objects of their own, so that it is the probabilities that are the same. The model knows nothing.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void A_policy_that_chose_the_slates_is_worth_what_they_earned(string key) => Laws.Hold(seed =>
    {
        var random = new RandomStream((ulong)(uint)seed, "tests/slates");
        double[] weights = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble(0.1, 1))];
        SlateSample[] samples =
        [
            .. Samples(seed).Select(sample => sample with
            {
                Reward = sample.SlotRewards!.Sum(),
                Target = new PlackettLuce(weights, 2),
                Logging = new PlackettLuce(weights, 2),
                Model = new ItemModel(new double[4]),
            }),
        ];

        if (SlateEstimation.Estimators.Single(estimator => estimator.Key == key) is WeightedSlateEstimator weighted)
        {
            Assert.All(samples, sample => Assert.Equal(1, weighted.WeightOf(sample)));
        }

        Assert.Equal(key == "slate_direct_method" ? 0 : samples.Average(sample => sample.Reward), Estimate(key, samples).Raw!.Value, 12);
    });

    [Fact]
    public void Large_weights_are_cut_off_where_that_is_asked_for()
    {
        var estimator = new SlateInversePropensity { SelfNormalized = false, LargestWeight = 1 };

        // (1 · 1 + ½ · 3 + 1 · 2) / 3
        Assert.Equal(1.5, SlateEstimation.Of(estimator, SlateLog.From(HandSlates.Samples), Options).Raw!.Value, 12);
    }

    [Fact]
    public void The_propensity_of_the_slate_is_enough_for_importance_sampling_of_slates()
    {
        var samples = HandSlates.Samples.Select(sample => sample with { Logging = null, SlatePropensity = 1.0 / 6 });

        Assert.Equal(2, Estimate("slate_inverse_propensity", samples).Raw!.Value, 12);
        Assert.Equal(5.0 / 3, Estimate("slate_doubly_robust", samples).Raw!.Value, 12);
        Assert.Contains("usable logged propensities", Estimate("reward_interaction", samples).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slate_that_the_policy_does_not_show_has_weight_0_even_if_its_propensity_is_unknown()
    {
        var samples = HandSlates.Samples.Select(sample => sample with
        {
            Target = new FixedSlate([0, 1], 3),
            Logging = null,
            SlatePropensity = sample.Slate[0] == 0 && sample.Slate[1] == 1 ? 0.25 : null,
        });

        Assert.Equal(4.0 / 3, Estimate("slate_inverse_propensity", samples).Raw!.Value, 12);
        Assert.StartsWith(
            "The policy shows nothing of what was logged",
            Estimate("self_normalized_slate_inverse_propensity", samples.Skip(1)).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_pseudo_inverse_declines_where_slates_are_too_many_to_enumerate()
    {
        var many = new PlackettLuce([.. Enumerable.Repeat(1.0, 100)], 5);
        SlateSample[] samples = [new() { Slate = [1, 2, 3, 4, 5], Reward = 1, Target = many, Logging = many }];

        Assert.Equal(
            "The logging policy has too many slates to enumerate: 5 slots of 100 items.", Estimate("pseudo_inverse", samples).Reason);
    }

    [Fact]
    public void Wrong_samples_are_refused_with_everything_that_is_wrong()
    {
        var right = HandSlates.Samples[0];

        var refused = Assert.Throws<InvalidSlateLogException>(() => SlateLog.From(
        [
            right,
            right with { Slate = [0] },
            right with { Slate = [0, 0] },
            right with { Slate = [0, 3] },
            right with { Reward = double.NaN },
            right with { SlatePropensity = 2 },
            right with { SlotPropensities = [0.5, -1] },
            right with { SlotRewards = [1] },
            right with { SlotRewards = [1, double.PositiveInfinity] },
            right with { SlotWeights = [1, -1] },
            right with { Logging = new PlackettLuce([1, 1], 2) },
        ]));

        Assert.Equal(10, refused.Problems.Count);
        Assert.Equal("Sample 2: its slate is 0, 0; it must hold distinct items of 0 to 2.", refused.Problems[1]);
    }

    private static void AssertAnswers(string key, NeededOfSlates need, IEnumerable<SlateSample> samples, string reason)
    {
        var estimate = Estimate(key, samples);
        if (Expectation(key).Needs.HasFlag(need))
        {
            Assert.Null(estimate.Raw);
            Assert.Contains(reason, estimate.Reason, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(Expectation(key).Value, estimate.Raw!.Value, 12);
        }
    }

    private static Estimate Estimate(string key, IEnumerable<SlateSample> samples) => SlateEstimation.Of(
        SlateEstimation.Estimators.Single(estimator => estimator.Key == key), SlateLog.From(samples), Options);

    private static SlateExpectation Expectation(string key) => SlateExpectation.All.Single(row => row.Key == key);

    // Thirty slates of two of four items, item i under the name names[i].
    private static SlateSample[] Samples(int seed, int[]? names = null)
    {
        names ??= [0, 1, 2, 3];
        var random = new RandomStream((ulong)(uint)seed, "tests/slates");
        double[] Named(double[] values)
        {
            var named = new double[values.Length];
            for (var item = 0; item < values.Length; item++)
            {
                named[names[item]] = values[item];
            }

            return named;
        }

        double[] Weights() => [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble(0.1, 1))];
        var logged = Weights();
        var (logging, target) = (new PlackettLuce(Named(logged), 2), new PerSlotItems([Named(Weights()), Named(Weights())]));
        var model = new ItemModel(Named(Weights()));
        var plain = new PlackettLuce(logged, 2);
        return
        [
            .. Enumerable.Range(0, 30).Select(_ => new SlateSample
            {
                Slate = [.. plain.Draw(random).Select(item => names[item])],
                Reward = random.NextDouble(0.5, 3),
                SlotRewards = [random.NextDouble(), random.NextDouble()],
                SlotWeights = [1, 0.6],
                Target = target,
                Logging = logging,
                Model = model,
            }),
        ];
    }
}
