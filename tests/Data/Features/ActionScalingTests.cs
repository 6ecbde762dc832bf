using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

public sealed class ActionScalingTests
{
    [Fact]
    public void Scaling_to_the_network_and_back_gives_the_action_again()
    {
        var ranges =
            from low in Gen.Choose(-1000, 1000)
            from width in Gen.Choose(1, 1000)
            from share in Gen.Choose(0, 1000)
            select (Low: low / 8f, High: (low + width) / 8f, Share: share / 1000f);

        Prop.ForAll(ranges.ToArbitrary(), range =>
        {
            var scaling = Scaling((range.Low, range.High));
            float[] action = [range.Low + (range.Share * (range.High - range.Low))];
            float[] scaled = [0];
            float[] back = [0];
            scaling.ToNetwork(action, scaled);
            scaling.ToServing(scaled, back);
            return Math.Abs(scaled[0]) < 1
                && back[0] >= range.Low && back[0] <= range.High
                && Math.Abs(back[0] - action[0]) <= 1e-5 * (range.High - range.Low + Math.Abs(action[0]));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_ends_of_the_range_become_the_ends_of_the_open_interval()
    {
        var scaling = Scaling((-5, 10), (0, 1));
        var scaled = new float[4];
        scaling.ToNetwork([-5, 0, 10, 1], scaled);
        Assert.All(
            scaled.Zip([-0.999999f, -0.999999f, 0.999999f, 0.999999f]),
            pair => Assert.Equal(pair.Second, pair.First, tolerance: 1.5e-7));
    }

    [Theory]
    [InlineData(FeatureType.DiscreteAction)]
    [InlineData(FeatureType.DoNotPreprocess)]
    public void Other_action_types_pass_unchanged(FeatureType type)
    {
        var scaling = new ActionScaling(new FeatureLayout(new Dictionary<long, NormalizationParameters> { [0] = new() { Type = type } }));
        var output = new float[3];
        scaling.ToNetwork([0, 1, 2], output);
        Assert.Equal([0, 1, 2], output);
        scaling.ToServing([3, 4, 5], output);
        Assert.Equal([3, 4, 5], output);
    }

    [Fact]
    public void Mixed_and_foreign_types_are_refused()
    {
        var mixed = new FeatureLayout(new Dictionary<long, NormalizationParameters>
        {
            [0] = new() { Type = FeatureType.DiscreteAction },
            [1] = new() { Type = FeatureType.DoNotPreprocess },
        });
        var error = Assert.Throws<ArgumentException>(() => new ActionScaling(mixed));
        Assert.Contains("DISCRETE_ACTION, DO_NOT_PREPROCESS", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ActionScaling(new FeatureLayout(new Dictionary<long, NormalizationParameters>())));
        Assert.Throws<ArgumentException>(() => new ActionScaling(new FeatureLayout(new Dictionary<long, NormalizationParameters>
        {
            [0] = new() { Type = FeatureType.Binary },
        })));
    }

    [Fact]
    public void Rescaling_there_and_back_is_the_identity()
    {
        float[] values = [10, 17.5f, 40];
        var output = new float[3];
        ActionScaling.Rescale(values, (10, 40), (-1, 1), output);
        Assert.Equal([-1, -0.5f, 1], output);
        ActionScaling.Rescale(output, (-1, 1), (10, 40), output);
        Assert.Equal(values, output);
        Assert.Throws<ArgumentException>(() => ActionScaling.Rescale(values, (1, 1), (-1, 1), output));
    }

    private static ActionScaling Scaling(params (float Low, float High)[] ranges) =>
        new(new FeatureLayout(ranges
            .Select((range, id) => (range, id))
            .ToDictionary(
                pair => (long)pair.id,
                pair => new NormalizationParameters
                {
                    Type = FeatureType.ContinuousAction, MinValue = pair.range.Low, MaxValue = pair.range.High,
                })));
}
