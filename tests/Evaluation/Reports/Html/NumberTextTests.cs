using ReAgent.Evaluation.Reports;
using ReAgent.Evaluation.Reports.Html;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports.Html;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(null, "–")]
    [InlineData(double.NaN, "not a number")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "−∞")]
    [InlineData(0.0, "0")]
    [InlineData(195.0, "195")]
    [InlineData(0.5, "0.5")]
    [InlineData(-1.23456, "−1.235")]
    [InlineData(12345.678, "12,346")]
    [InlineData(0.00012347, "0.0001235")]
    [InlineData(0.00000123, "1.23×10⁻⁶")]
    [InlineData(-1.2e12, "−1.2×10¹²")]
    public void A_value_has_four_significant_digits(double? value, string text) => Assert.Equal(text, NumberText.Value(value));

    [Theory]
    [InlineData(1.3124, 1.1183, 1.5065, "1.31 (1.12 to 1.51)")]
    [InlineData(199.42, 198.71, 200.13, "199.42 (198.71 to 200.13)")]
    [InlineData(-1102.3, -1240, -960, "−1,102 (−1,240 to −960)")]
    [InlineData(0.0334, 0.0305, 0.0363, "0.0334 (0.0305 to 0.0363)")]
    [InlineData(3.18, -1.79, 17.98, "3.18 (−1.79 to 17.98)")]
    [InlineData(71.2, -40.1, 402.7, "71 (−40 to 403)")]
    [InlineData(1, 1, 1, "1.000 (1.000 to 1.000)")]
    public void A_value_and_its_interval_have_the_same_decimals(double value, double low, double high, string text) =>
        Assert.Equal(text, NumberText.Interval(new IntervalEstimate(value, low, high)));

    [Fact]
    public void An_interval_may_be_missing_or_open()
    {
        Assert.Equal("–", NumberText.Interval(null));
        Assert.Equal("20", NumberText.Interval(new IntervalEstimate(20)));
        Assert.Equal("1 (−∞ to ∞)", NumberText.Interval(new IntervalEstimate(1, double.NegativeInfinity, double.PositiveInfinity)));
        Assert.Equal("–", NumberText.Range(new(20)));
        Assert.Equal("1.12 to 1.51", NumberText.Range(new(1.3124, 1.1183, 1.5065)));
        Assert.Equal("1.31", NumberText.Point(new(1.3124, 1.1183, 1.5065)));
    }

    [Theory]
    [InlineData(0.0, "0\u00A0%")]
    [InlineData(1.0, "100\u00A0%")]
    [InlineData(0.00001, "< 0.1\u00A0%")]
    [InlineData(0.99999, "> 99.9\u00A0%")]
    [InlineData(0.4986, "49.9\u00A0%")]
    [InlineData(null, "–")]
    [InlineData(double.NaN, "not a number")]
    public void A_share_that_is_neither_none_nor_all_never_reads_so(double? share, string text) => Assert.Equal(text,
        NumberText.Percent(share));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.0423, "0.042 s")]
    [InlineData(3.26, "3.3 s")]
    [InlineData(9.97, "10 s")]
    [InlineData(59.6, "1 min 0 s")]
    [InlineData(184.9, "3 min 5 s")]
    [InlineData(7_805, "2 h 10 min")]
    [InlineData(double.NaN, "not a number")]
    public void Durations_are_in_the_units_that_people_use(double seconds, string text) => Assert.Equal(text, NumberText.Duration(seconds));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1_000, "1.00 kB")]
    [InlineData(152_088, "152 kB")]
    [InlineData(999_600, "1.00 MB")]
    [InlineData(long.MaxValue, "9.22 EB")]
    public void Sizes_have_three_significant_digits(long bytes, string text) => Assert.Equal(text, NumberText.Bytes(bytes));

    [Fact]
    public void Counts_agree_with_their_nouns()
    {
        Assert.Equal("1 episode", NumberText.Count(1, "episode"));
        Assert.Equal("12,345 episodes", NumberText.Count(12_345, "episode"));
        Assert.Equal("1 transition", NumberText.Amount(1, "transitions"));
        Assert.Equal("0 transitions", NumberText.Amount(0, "transitions"));
    }
}
