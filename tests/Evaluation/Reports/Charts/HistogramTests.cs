using FsCheck;
using FsCheck.Fluent;
using ReAgent.Evaluation.Reports.Charts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports.Charts;

public sealed class HistogramTests
{
    [Fact]
    public void Every_value_is_counted_once_in_a_bin_that_holds_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            double[] values = [.. numbers.Select(number => number / 8.0)];
            var bins = Histogram.Of(values);
            Assert.Equal(values.Length, bins.Sum(bin => bin.Count));
            Assert.All(bins, bin => Assert.InRange(
                bin.Count, values.Count(value => value > bin.Low && value < bin.High),
                    values.Count(value => value >= bin.Low && value <= bin.High)));
            Assert.All(bins.Zip(bins.Skip(1)), pair => Assert.Equal(pair.First.High, pair.Second.Low));
            Assert.InRange(bins.Count, 0, 40);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20260301, 11));

    [Fact]
    public void A_value_on_an_edge_belongs_to_the_bin_above_it_but_the_last_edge_is_closed()
    {
        Assert.Equal(
            [new Bin(0, 1, 1), new Bin(1, 2, 1), new Bin(2, 3, 1), new Bin(3, 4, 2)],
            Histogram.Of([0, 1, 2, 3, 4]));
    }

    [Fact]
    public void Values_all_alike_stand_in_the_middle_of_one_bin()
    {
        var bin = Assert.Single(Histogram.Of([200, 200, 200]));

        Assert.Equal(3, bin.Count);
        Assert.Equal(200, (bin.Low + bin.High) / 2);
    }

    [Fact]
    public void No_values_have_no_bins() => Assert.Empty(Histogram.Of([]));
}
