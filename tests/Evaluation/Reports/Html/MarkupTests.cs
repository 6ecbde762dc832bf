using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Evaluation.Reports.Html;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports.Html;

public sealed class MarkupTests
{
    [Fact]
    public void Any_text_survives_as_text_and_as_an_attribute() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var page = new Markup();
            page.Element("p", text ?? "", ("title", text));
            var element = XElement.Parse(page.ToString(), LoadOptions.PreserveWhitespace);
            // XML reads a line break in an attribute as a space, which HTML does not.
            return element.Value == Clean(text ?? "") && (text is null || element.Attribute("title")!.Value == Clean(text).Replace('\n',
                ' ').Replace('\t', ' '));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260301, 7));

    [Fact]
    public void Attributes_without_a_value_are_left_out()
    {
        var page = new Markup();
        page.Empty("rect", ("class", null), ("x", "1"));

        Assert.Equal("<rect x=\"1\"/>", page.ToString());
    }

    [Fact]
    public void An_element_left_open_is_an_error()
    {
        var page = new Markup();
        _ = page.Element("div");

        Assert.Contains("1 elements are still open", Assert.Throws<InvalidOperationException>(page.ToString).Message);
    }

    [Theory]
    [InlineData("a { content: \"<\" }")]
    [InlineData("a & b {}")]
    public void A_style_sheet_that_could_end_its_element_is_refused(string css) => Assert.Throws<ArgumentException>(() => new Markup().Style(css));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.001, "0")]
    [InlineData(1.005, "1")]
    [InlineData(123.456, "123.46")]
    [InlineData(-7.5, "-7.5")]
    public void Coordinates_are_short(double value, string text) => Assert.Equal(text, Markup.Coordinate(value));

    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value switch
    {
        '\n' or '\t' => rune.ToString(),
        < ' ' or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => "\uFFFD",
        _ => rune.ToString(),
    }));
}
