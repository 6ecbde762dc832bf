using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Slates;
using ReAgent.Evaluation.Slates.Estimators;
using Xunit;

namespace ReAgent.Evaluation.Tests.Slates;

/// <summary>
/// What estimators give on average over all slates that may be logged, against the value of the policy: no draws, so that what is unbiased
/// is exact. Self-normalized ones are exact too where all slates are there in their proportions.
/// </summary>
public class SlateWorldTests
{
    private static readonly EvaluationOptions Options = new() { Gamma = 1 };

    [Theory]
    [InlineData(nameof(SlateWorld.Additive))]
    [InlineData(nameof(SlateWorld.PositionBased))]
    [InlineData(nameof(SlateWorld.Cascade))]
    [InlineData(nameof(SlateWorld.Entangled))]
    public void Importance_sampling_of_slates_is_exact_whatever_they_earn(string world)
    {
        AssertExact(World(world), new SlateInversePropensity());
        AssertExact(World(world), new SlateInversePropensity { SelfNormalized = false });
        AssertExact(World(world), new SlateDoublyRobust(), World(world).Model(0.7));
        AssertExact(World(world), new SlateDirectMethod(), World(world).Model(1));
    }

    [Theory]
    [InlineData(nameof(SlateWorld.Additive))]
    [InlineData(nameof(SlateWorld.PositionBased))]
    public void The_pseudo_inverse_is_exact_where_slots_earn_on_their_own(string world)
    {
        AssertExact(World(world), new PseudoInverse());
        AssertExact(World(world), new PseudoInverse { SelfNormalized = false });
    }

    [Fact]
    public void Position_based_clicks_are_exact_where_an_item_earns_its_worth_as_often_as_it_is_looked_at()
    {
        AssertExact(SlateWorld.PositionBased, new PositionBasedClicks());
        AssertExact(SlateWorld.PositionBased, new PositionBasedClicks { SelfNormalized = false });
    }

    [Theory]
    [InlineData(nameof(SlateWorld.Additive))]
    [InlineData(nameof(SlateWorld.PositionBased))]
    [InlineData(nameof(SlateWorld.Cascade))]
    public void Reward_interaction_and_cascade_are_exact_where_people_read_from_the_top(string world)
    {
        AssertExact(World(world), new RewardInteraction());
        AssertExact(World(world), new RewardInteraction { SelfNormalized = false });
        AssertExact(World(world), new CascadeDoublyRobust(), World(world).Model(0.7));
        AssertExact(World(world), new CascadeDoublyRobust(), World(world).Model(0));
    }

    /// <summary>What an estimator takes for granted matters: each is off where it does not hold.</summary>
    [Fact]
    public void Estimators_are_off_where_what_they_take_for_granted_does_not_hold()
    {
        AssertOff(SlateWorld.Entangled, new PseudoInverse());
        AssertOff(SlateWorld.Cascade, new PseudoInverse());
        AssertOff(SlateWorld.Entangled, new RewardInteraction());
        AssertOff(SlateWorld.Entangled, new CascadeDoublyRobust(), SlateWorld.Entangled.Model(0.7));
        AssertOff(SlateWorld.Additive, new PositionBasedClicks());
        AssertOff(SlateWorld.PositionBased, new PositionBasedModel());
        AssertOff(SlateWorld.Entangled, new SlateDirectMethod(), SlateWorld.Entangled.Model(0.7));
    }

    /// <summary>ReAgent's Γ is of rank one: its weights do not add up to the policy's value even where slots earn on their own.</summary>
    [Fact]
    public void The_pseudo_inverse_of_ReAgent_is_off_where_slots_earn_on_their_own()
    {
        var world = SlateWorld.Additive;
        var (log, probabilities) = world.Population();
        var (target, logging) = (world.Target.SlotItemExpectations, world.Logging.SlotItemExpectations);
        double Weight(SlateSample sample) => ReAgentSlates.PseudoInverseWeight(target, logging, sample.Slate);

        var value = log.Samples.Zip(probabilities, (sample, probability) => probability * Weight(sample) * sample.Reward).Sum()
            / log.Samples.Zip(probabilities, (sample, probability) => probability * Weight(sample)).Sum();

        Assert.InRange(Math.Abs(value - world.Value), 0.05, 1);
    }

    private static void AssertExact(SlateWorld world, ISlateEstimator estimator, ISlateRewardModel? model = null) =>
        Assert.Equal(world.Value, Mean(world, estimator, model), 9);

    private static void AssertOff(SlateWorld world, ISlateEstimator estimator, ISlateRewardModel? model = null) =>
        Assert.True(Math.Abs(world.Value - Mean(world, estimator, model)) > 0.01, $"{estimator.Key} should be off.");

    private static double Mean(SlateWorld world, ISlateEstimator estimator, ISlateRewardModel? model)
    {
        var (log, probabilities) = world.Population(model);
        return Assert.IsType<Prepared>(estimator.Prepare(log, Options)).Target.Evaluate(probabilities);
    }

    private static SlateWorld World(string name) => name switch
    {
        nameof(SlateWorld.Additive) => SlateWorld.Additive,
        nameof(SlateWorld.PositionBased) => SlateWorld.PositionBased,
        nameof(SlateWorld.Cascade) => SlateWorld.Cascade,
        _ => SlateWorld.Entangled,
    };
}
