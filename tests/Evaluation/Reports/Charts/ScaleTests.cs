using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Evaluation.Reports.Charts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports.Charts;

public sealed class ScaleTests
{
    private static readonly Arbitrary<double[]> Values = ArbMap.Default.ArbFor<double[]>();

    [Fact]
    public void Linear_ticks_are_round_rising_and_in_the_domain() => Holds(values =>
    {
        foreach (var scale in new[] { LinearScale.Over(values), LinearScale.Rounded(values) })
        {
            var tolerance = scale.Step * 1e-5;
            Assert.InRange(scale.Ticks.Count, 2, 10);
            Assert.True(Mantissa(scale.Step) is 1 or 2 or 5);
            Assert.All(scale.Ticks, tick => Assert.InRange(tick.Value, scale.Minimum - tolerance, scale.Maximum + tolerance));
            Assert.All(scale.Ticks, tick => Assert.InRange(Math.Abs(Math.IEEERemainder(tick.Value, scale.Step)), 0, tolerance));
            Assert.All(scale.Ticks.Zip(scale.Ticks.Skip(1)), pair => Assert.InRange(pair.Second.Value - pair.First.Value,
                scale.Step * 0.999, scale.Step * 1.001));
        }
    });

    [Fact]
    public void Linear_labels_say_their_values_and_differ() => Holds(values =>
    {
        var scale = LinearScale.Rounded(values);
        Assert.Equal(scale.Ticks.Count, scale.Ticks.DistinctBy(tick => tick.Label).Count());
        Assert.All(scale.Ticks, tick => Assert.InRange(Read(tick.Label) - tick.Value, -scale.Step * 1e-3, scale.Step * 1e-3));
    });

    [Fact]
    public void A_rounded_domain_holds_every_finite_value_and_ends_on_ticks() => Holds(values =>
    {
        var scale = LinearScale.Rounded(values);
        var tolerance = scale.Step * 1e-5;
        Assert.All(values.Where(double.IsFinite), value => Assert.InRange(Math.Clamp(value, -1e300, 1e300), scale.Minimum - tolerance,
            scale.Maximum + tolerance));
        Assert.Equal(scale.Minimum, scale.Ticks[0].Value, tolerance);
        Assert.Equal(scale.Maximum, scale.Ticks[^1].Value, tolerance);
    });

    [Fact]
    public void Positions_run_from_nought_to_one_and_never_backwards() => Holds(values =>
    {
        var scale = LinearScale.Over(values);
        Assert.Equal(0, scale.Position(scale.Minimum), 9);
        Assert.Equal(1, scale.Position(scale.Maximum), 9);
        var positions = values.Where(double.IsFinite).Order().Select(scale.Position).ToList();
        Assert.All(positions.Zip(positions.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
    });

    [Fact]
    public void Log_ticks_are_round_rising_and_in_the_domain() => Holds(values =>
    {
        var scale = LogScale.Rounded(values);
        Assert.InRange(scale.Ticks.Count, 1, 8);
        Assert.All(scale.Ticks, tick => Assert.True(scale.Holds(tick.Value)));
        Assert.All(scale.Ticks, tick => Assert.True(Mantissa(tick.Value) is 1 or 2 or 5));
        Assert.All(scale.Ticks, tick => Assert.Equal(1, Read(tick.Label) / tick.Value, 9));
        Assert.All(scale.Ticks.Zip(scale.Ticks.Skip(1)), pair => Assert.True(pair.First.Value < pair.Second.Value));
        Assert.All(values.Where(value => double.IsFinite(value) && value is > 1e-290 and < 1e300),
            value => Assert.InRange(scale.Position(value), -1e-9, 1 + 1e-9));
    });

    [Theory]
    [InlineData(new double[] { 0, 1350 }, "0 500 1000")]
    [InlineData(new double[] { 0, 20_000 }, "0 5k 10k 15k 20k")]
    [InlineData(new double[] { 0, 3e6 }, "0 1M 2M 3M")]
    [InlineData(new double[] { 0.97, 1.03 }, "0.98 1.00 1.02")]
    [InlineData(new double[] { -0.5, 0.5 }, "−0.4 −0.2 0 0.2 0.4")]
    [InlineData(new double[] { 0, 4e-7 }, "0 10⁻⁷ 2×10⁻⁷ 3×10⁻⁷ 4×10⁻⁷")]
    public void Linear_labels_read_well(double[] values, string labels) =>
        Assert.Equal(labels, string.Join(' ', LinearScale.Over(values).Ticks.Select(tick => tick.Label)));

    [Theory]
    [InlineData(new double[] { 0.002, 30 }, "0.01 0.1 1 10")]
    [InlineData(new double[] { 3, 40 }, "2 5 10 20 50")]
    [InlineData(new double[] { 1e-9, 1 }, "10⁻⁸ 10⁻⁶ 0.0001 0.01 1")]
    public void Log_labels_read_well(double[] values, string labels) =>
        Assert.Equal(labels, string.Join(' ', LogScale.Rounded(values).Ticks.Select(tick => tick.Label)));

    [Fact]
    public void Counts_have_whole_ticks()
    {
        Assert.Equal([1.0, 2.0], LinearScale.Over([1, 2], wholeNumbers: true).Ticks.Select(tick => tick.Value));
        Assert.Equal([17.0], LinearScale.Over([17], wholeNumbers: true).Ticks.Select(tick => tick.Value).Where(value => value == 17));
        Assert.All(LinearScale.Over([0, 7], wholeNumbers: true).Ticks, tick => Assert.Equal(tick.Value, Math.Round(tick.Value)));
    }

    [Theory]
    [InlineData(new double[] { 1, 100 }, true)]
    [InlineData(new double[] { 1, 99 }, false)]
    [InlineData(new double[] { 0, 1000 }, false)]
    [InlineData(new double[] { -1, 1000 }, false)]
    [InlineData(new[] { 1, 1000, double.NaN }, true)]
    [InlineData(new double[] { }, false)]
    public void A_log_scale_suits_positive_values_of_very_different_size(double[] values, bool suits) => Assert.Equal(suits,
        LogScale.Suits(values));

    private static void Holds(Action<double[]> law) => Prop.ForAll(Values,
        law).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20260301, 9));

    private static double Mantissa(double value)
    {
        var magnitude = Math.Abs(value);
        return Math.Round(magnitude / Math.Pow(10, Math.Floor(Math.Log10(magnitude) + 1e-9)), 6);
    }

    /// <summary>Reads a label as a person does.</summary>
    private static double Read(string label)
    {
        var text = label.Replace('−', '-');
        var power = text.IndexOf("10", StringComparison.Ordinal);
        if (text.Any(character => "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".Contains(character)))
        {
            power = text.LastIndexOf("10", StringComparison.Ordinal);
            var exponent = string.Concat(text[(power + 2)..].Select(digit => digit == '⁻' ? '-' : (char)('0' + "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(digit))));
            var mantissa = text[..power].TrimEnd('×');
            return double.Parse($"{(mantissa is "" ? "1" : mantissa is "-" ? "-1" : mantissa)}e{exponent}", CultureInfo.InvariantCulture);
        }

        var factor = text[^1] switch { 'k' => 1e3, 'M' => 1e6, _ => 1 };
        return double.Parse(text.TrimEnd('k', 'M'), CultureInfo.InvariantCulture) * factor;
    }
}
