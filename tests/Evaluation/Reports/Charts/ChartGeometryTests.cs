using System.Globalization;
using System.Xml.Linq;
using ReAgent.Evaluation.Reports.Charts;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports.Charts;

/// <summary>What holds for every chart of every sample page: nothing lies outside, nothing covers a text.</summary>
public sealed class ChartGeometryTests
{
    private static readonly string[] Coordinates = ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height"];

    public static TheoryData<string> Samples => HtmlReportTests.Samples;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_coordinate_is_a_number_in_the_chart(string sample)
    {
        foreach (var chart in Charts(sample))
        {
            var (width, height) = Size(chart);
            foreach (var attribute in chart.Descendants().Attributes().Where(attribute => Coordinates.Contains(attribute.Name.LocalName)))
            {
                Assert.InRange(Number(attribute), 0,
                    attribute.Name.LocalName.StartsWith('x') || attribute.Name.LocalName is "cx" or "width" ? width : height);
            }

            foreach (var path in chart.Descendants("path"))
            {
                Assert.Matches("^M[0-9. LMVZ-]+$", path.Attribute("d")!.Value);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_text_leaves_its_chart(string sample) => Assert.All(Charts(sample), chart =>
    {
        var (width, height) = Size(chart);
        Assert.All(chart.Descendants("text").Select(Box.Of), box =>
        {
            Assert.True(box.Left >= -1 && box.Right <= width + 1,
                $"'{box.Text}' spans {box.Left:0} to {box.Right:0} in a chart of {width}.");
            Assert.True(box.Top >= -1 && box.Bottom <= height + 1,
                $"'{box.Text}' reaches from {box.Top:0} to {box.Bottom:0} in a chart of {height}.");
        });
    });

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_text_covers_another(string sample) => Assert.All(Charts(sample), chart =>
    {
        var boxes = chart.Descendants("text").Select(Box.Of).ToList();
        foreach (var (index, box) in boxes.Index())
        {
            Assert.All(boxes.Skip(index + 1), other => Assert.False(box.Covers(other), $"'{box.Text}' and '{other.Text}' overlap."));
        }
    });

    private static IEnumerable<XElement> Charts(string sample) =>
        HtmlReportTests.Page(sample).Descendants("svg").Where(svg => svg.Attribute("class")?.Value == "chart");

    private static (double Width, double Height) Size(XElement chart) =>
        chart.Attribute("viewBox")!.Value.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray() is [0, 0,
            var width, var height]
            ? (width, height)
            : throw new InvalidOperationException("A chart starts at 0 0.");

    private static double Number(XAttribute attribute) => double.Parse(attribute.Value, CultureInfo.InvariantCulture);

    private sealed record Box(string Text, double Left, double Right, double Top, double Bottom)
    {
        public static Box Of(XElement text)
        {
            var words = string.Concat(text.Nodes().OfType<XText>().Select(node => node.Value));
            var size = text.Attribute("class")!.Value.Split(' ') switch
            {
                var styles when styles.Contains("tick") => 11,
                var styles when styles.Contains("strong") => ChartText.BoldSize,
                _ => ChartText.Size,
            };
            // The estimate is an upper one; a typeface as wide as that is rare.
            var width = ChartText.Width(words, size) * 0.95;
            var x = Number(text.Attribute("x")!);
            var left = text.Attribute("text-anchor")?.Value switch { "end" => x - width, "middle" => x - width / 2, _ => x };
            var baseline = Number(text.Attribute("y")!);
            return new(words, left, left + width, baseline - size * 0.75, baseline + size * 0.2);
        }

        public bool Covers(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
