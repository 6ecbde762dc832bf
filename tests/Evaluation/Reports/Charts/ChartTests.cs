using System.Globalization;
using System.Xml.Linq;
using ReAgent.Evaluation.Reports.Charts;
using ReAgent.Evaluation.Reports.Html;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports.Charts;

public sealed class ChartTests
{
    [Fact]
    public void A_forest_plot_places_values_in_proportion()
    {
        var chart = Drawn(page => new ForestChart("Estimates.", [new("low", new(0.5)), new("middle", new(1)), new("high", new(1.5))],
            "times", 1, "log").Write(page));

        var points = chart.Elements("circle").Select(circle => Number(circle, "cx")).ToList();
        Assert.Equal(points[1] - points[0], points[2] - points[1], 2.0 / 100);
        Assert.Equal(points[1], Number(chart.Elements("line").Single(line => line.Attribute("class")!.Value == "reference"), "x1"),
            2.0 / 100);
    }

    [Fact]
    public void A_forest_plot_cuts_an_outlier_with_an_arrow_but_writes_its_numbers()
    {
        ForestRow[] rows =
        [
            new("a", new(1.1, 1.0, 1.2)), new("b", new(1.2, 1.1, 1.3)), new("c", new(0.9, 0.8, 1.0)), new("wild", new(1.5, -80, 2000)),
        ];
        var forest = new ForestChart("Estimates.", rows, "times", 1, "log");
        var chart = Drawn(forest.Write);

        Assert.True(forest.IsCut);
        Assert.Equal(2, chart.Elements("path").Count(path => path.Attribute("class")!.Value == "arrow"));
        Assert.Contains("2,000", chart.Value);
        Assert.False((forest with { Rows = rows[..3] }).IsCut);
    }

    [Fact]
    public void A_forest_plot_never_cuts_the_estimate_that_decides()
    {
        var forest = new ForestChart("Estimates.", [new("a", new(1.1, 1.0, 1.2)), new("b", new(1.0, 0.9, 1.1)), new("deciding", new(40,
            20, 60), IsEmphasized: true)], "times", 1, "log");

        Assert.False(forest.IsCut);
        Assert.DoesNotContain(Drawn(forest.Write).Elements("path"), path => path.Attribute("class")!.Value == "arrow");
    }

    [Fact]
    public void A_forest_plot_says_where_there_is_no_answer()
    {
        var chart = Drawn(page => new ForestChart("Estimates.", [new("mute", null)], "times", null, "").Write(page));

        Assert.Contains("no answer", chart.Value);
        Assert.Empty(chart.Elements("circle"));
    }

    [Fact]
    public void Bars_are_as_long_as_their_values_and_start_at_nought()
    {
        var chart = Drawn(page => new BarChart("Shares.", [new("a", "20", [(20, "bar")]), new("b", "40", [(40, "bar")]), new("none", "0",
            [(0, "bar")])], "%").Write(page));

        var widths = chart.Elements("rect").Select(bar => Number(bar, "width")).ToList();
        Assert.Equal(widths[1], widths[0] * 2, 2.0 / 100);
        Assert.Equal(0, widths[2]);
        Assert.Single(chart.Elements("rect").Select(bar => Number(bar, "x")).Distinct());
    }

    [Fact]
    public void A_line_chart_on_a_log_scale_gives_equal_ratios_equal_heights()
    {
        var line = new LineChart("Loss.", [new("loss", CurveEnvelope.Of([new(1, 1000), new(2, 100), new(3, 10), new(4, 1)]))], "steps");
        var heights = Drawn(line.Write).Elements("circle").Select(dot => Number(dot, "cy")).ToList();

        Assert.True(line.IsLogarithmic);
        Assert.Equal(heights[1] - heights[0], heights[3] - heights[2], 2.0 / 100);
    }

    [Fact]
    public void A_line_chart_keeps_its_reference_in_view()
    {
        var line = new LineChart("Estimate.", [new("a", CurveEnvelope.Of([new(1, 3), new(2, 4)]))], "epochs", Reference: 1);

        var reference = Drawn(line.Write).Elements("line").Single(candidate => candidate.Attribute("class")!.Value == "reference");
        Assert.InRange(Number(reference, "y1"), 0, 214);
    }

    [Fact]
    public void A_returns_chart_shows_each_episode_and_names_marks_that_are_far_away()
    {
        var returns = new ReturnsChart("Returns.", [8, 9, 10, 11], (9, 10), [new("mean 9.5", 9.5, "mean"), new("passing bar 195", 195,
            "passing")], "reward");
        var chart = Drawn(returns.Write);

        Assert.Equal(4, chart.Elements("circle").Count(circle => circle.Attribute("class")!.Value == "episode"));
        Assert.Contains("passing bar 195, beyond the axis →", chart.Value);
        Assert.Single(chart.Elements("line"), line => line.Attribute("class")!.Value.StartsWith("mark", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("a text that is much too long for its place", "a text that is m…")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦…")]
    public void A_text_is_cut_between_characters_to_fit(string text, string fitted)
    {
        Assert.Equal(fitted, ChartText.Fit(text, 110));
        Assert.True(ChartText.Width(fitted) <= 110);
    }

    private static XElement Drawn(Action<Markup> write)
    {
        var page = new Markup();
        write(page);
        return XElement.Parse(page.ToString());
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value,
        CultureInfo.InvariantCulture);
}
