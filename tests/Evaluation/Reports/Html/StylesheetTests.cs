using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports.Html;

public sealed partial class StylesheetTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_stands_out_four_and_a_half_times_and_marks_three_times(bool isDark)
    {
        var colours = Colours(isDark);

        foreach (var surface in new[] { "paper", "card", "better-card", "worse-card", "open-card", "unknown-card" })
        {
            Assert.All(["ink", "muted", "link"], text => AssertContrast(colours, text, surface, 4.5));
        }

        Assert.All(Enumerable.Range(0, 8), series => AssertContrast(colours, $"s{series}", "paper", 3));
        Assert.All(["better", "worse", "open", "unknown"], tone => AssertContrast(colours, tone, $"{tone}-card", 3));
    }

    [Fact]
    public void Both_modes_define_the_same_colours() => Assert.Equal(Colours(false).Keys.Order(), Colours(true).Keys.Order());

    private static void AssertContrast(Dictionary<string, double> colours, string foreground, string background, double least)
    {
        var (light, dark) = (Math.Max(colours[foreground], colours[background]), Math.Min(colours[foreground], colours[background]));
        var contrast = (light + 0.05) / (dark + 0.05);
        Assert.True(contrast >= least, $"{foreground} on {background} has a contrast of {contrast:0.00} : 1; {least} : 1 is needed.");
    }

    /// <summary>Relative luminance of each colour, after WCAG 2.1.</summary>
    private static Dictionary<string, double> Colours(bool isDark)
    {
        var css = HtmlReportTests.Page("bare").Descendants("style").Single().Value;
        var dark = css.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        var block = isDark ? css[dark..css.IndexOf("box-sizing", StringComparison.Ordinal)] : css[..dark];
        return Definition().Matches(block).ToDictionary(match => match.Groups[1].Value, match => Luminance(match.Groups[2].Value));
    }

    private static double Luminance(string colour)
    {
        return 0.2126 * Channel(0) + 0.7152 * Channel(2) + 0.0722 * Channel(4);

        double Channel(int start)
        {
            var value = int.Parse(colour.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }

    [GeneratedRegex("--([a-z0-9-]+): #([0-9a-f]{6});")]
    private static partial Regex Definition();
}
