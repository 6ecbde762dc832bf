using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Expressions;
using ReAgent.Data.Expressions.Rules;
using Xunit;

namespace ReAgent.Data.Tests.Expressions;

public sealed class ExactSumTests
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithReplay(20_190_717, 4_243).WithMaxTest(1_000);

    /// <summary>Any finite bits; and neighbours in size, whose sums need rounding.</summary>
    private static readonly Gen<double> AnyNumber = Gen.OneOf(
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        let value = BitConverter.Int64BitsToDouble(((long)high << 32) | (uint)low)
        where double.IsFinite(value)
        select value,
        from mantissa in Gen.Choose(int.MinValue, int.MaxValue)
        from exponent in Gen.Choose(-60, 60)
        select Math.ScaleB(mantissa, exponent),
        Gen.Elements(0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 1, -1, 1e16, 0.1));

    [Fact]
    public void A_sum_of_two_is_rounded_as_the_processor_rounds_it() =>
        Prop.ForAll((from a in AnyNumber from b in AnyNumber select (a, b)).ToArbitrary(), pair =>
            Assert.Equal(BitConverter.DoubleToInt64Bits(pair.a + pair.b + 0.0), BitConverter.DoubleToInt64Bits(Sum(pair.a, pair.b).ToDouble())))
            .Check(Settings);

    [Fact]
    public void A_mean_is_rounded_as_the_processor_rounds_a_quotient() =>
        Prop.ForAll((from value in AnyNumber from count in Gen.Choose(1, int.MaxValue) select (value, count)).ToArbitrary(), mean =>
            Assert.Equal(mean.value / mean.count, Sum(mean.value).DividedBy(mean.count)))
            .Check(Settings);

    [Fact]
    public void Cancellation_and_overflow_on_the_way_lose_nothing()
    {
        Assert.Equal(1, Sum(1e300, 1, -1e300).ToDouble());
        Assert.Equal(double.Epsilon, Sum(double.MaxValue, double.MaxValue, double.Epsilon, double.MinValue, double.MinValue).ToDouble());
        Assert.Equal(double.PositiveInfinity, Sum(double.MaxValue, double.MaxValue).ToDouble());
        Assert.Equal(double.MaxValue, Sum(double.MaxValue, double.MaxValue).DividedBy(2));
        Assert.Equal(1, Sum([.. Enumerable.Repeat(0.1, 10)]).ToDouble());
        Assert.Equal("0", Sum(0.3, -0.3, -0.0).ToString());
        Assert.Equal("-5*2^-3", Sum(-0.5, -0.125).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Sum(double.NaN));
    }

    [Fact]
    public void Any_order_and_split_gives_the_same_text_and_the_text_reads_back()
    {
        var cases =
            from values in Gen.ArrayOf(AnyNumber)
            from order in Gen.Shuffle(values)
            from cut in Gen.Choose(0, values.Length)
            select (values, order, cut);
        Prop.ForAll(cases.ToArbitrary(), split =>
        {
            var whole = Sum(split.values);
            var merged = Sum(split.order[split.cut..]);
            merged.Add(ExactSum.Parse(Sum(split.order[..split.cut]).ToString()));
            Assert.Equal(whole.ToString(), merged.ToString());
            Assert.Equal(whole.ToDouble(), merged.ToDouble());
        }).Check(Settings.WithMaxTest(300));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("x*2^1")]
    [InlineData("1*2^-1075")]
    [InlineData("1*2^1101")]
    [InlineData("1*2^x")]
    public void A_damaged_text_is_refused(string text) => Assert.Throws<FormatException>(() => ExactSum.Parse(text));

    [Fact]
    public void Tallies_of_any_shards_in_any_order_merge_to_the_same_json()
    {
        var rule = ValidationRule.Parse(
            "SUM(reward) > 0 AND AVG(reward / 3) > 0 AND MIN(reward) < MAX(reward) AND COUNT_IF(reward > 1) > COUNT(reward) AND SHARE(reward IS NULL) < 0.1 "
            + "AND COUNT(*) > 2 AND SUM(SQRT(reward)) > 0 AND MAX(EXP(reward)) > 0",
            SampleColumns.Schema);
        var cases =
            from rewards in Gen.ArrayOf(Gen.OneOf(AnyNumber.Select(value => (double?)value), Gen.Elements<double?>(null, -0.0, 0.0)))
            from parts in Gen.Choose(1, 5)
            from shards in Gen.ArrayOf(Gen.Choose(0, parts - 1), rewards.Length)
            from order in Gen.Shuffle(Enumerable.Range(0, rewards.Length).ToArray())
            from tree in Gen.Shuffle(Enumerable.Range(0, parts).ToArray())
            select (rewards, parts, shards, order, tree);
        Prop.ForAll(cases.ToArbitrary(), split =>
        {
            var columns = SampleColumns.OfRewards(split.rewards);
            var whole = rule.NewTally();
            whole.Add(columns, RowSelection.Range(0, split.rewards.Length));

            var queue = new Queue<RuleTally>(split.tree.Select(part =>
            {
                var tally = rule.NewTally();
                tally.Add(columns, RowSelection.Of([.. split.order.Where(row => split.shards[row] == part)]));
                return rule.TallyFrom(JsonSerializer.Deserialize<RuleTallyState>(JsonSerializer.Serialize(tally.State))!);
            }));
            while (queue.Count > 1)
            {
                var left = queue.Dequeue();
                left.Merge(queue.Dequeue());
                queue.Enqueue(left);
            }

            var merged = queue.Dequeue();
            Assert.Equal(JsonSerializer.Serialize(whole.State), JsonSerializer.Serialize(merged.State));
            Assert.Equal(whole.Verdict().Sentence, merged.Verdict().Sentence);
        }).Check(Settings.WithMaxTest(200));
    }

    private static ExactSum Sum(params double[] values)
    {
        var sum = new ExactSum();
        foreach (var value in values)
        {
            sum.Add(value);
        }

        return sum;
    }
}
