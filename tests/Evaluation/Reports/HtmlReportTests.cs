using System.Text;
using System.Xml.Linq;
using ReAgent.Evaluation.Reports;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, XDocument>> Pages =
        new(() => SampleReports.All.ToDictionary(sample => sample.Key, sample => Parse(sample.Value)));

    public static TheoryData<string> Samples => [.. SampleReports.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_page_is_well_formed(string sample)
    {
        var page = Page(sample);

        Assert.Equal("html", page.Root!.Name.LocalName);
        Assert.Single(page.Descendants("h1"));
        Assert.Single(page.Descendants("main"));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_same_report_gives_the_same_bytes(string sample)
    {
        var again = ReportJsonTests.Copy(SampleReports.All[sample]);

        Assert.Equal(Bytes(SampleReports.All[sample]), Bytes(again));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Nothing_is_fetched_and_nothing_runs(string sample)
    {
        var page = Page(sample);

        Assert.DoesNotContain(page.Descendants(),
            element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "image" or "use" or "form");
        Assert.All(page.Descendants().Attributes("href"), link => Assert.StartsWith("#", link.Value));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on",
            StringComparison.Ordinal) || attribute.Name.LocalName == "src");
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value);
        Assert.DoesNotContain("@import", page.Descendants("style").Single().Value);
        Assert.Contains("default-src 'none'",
            page.Descendants("meta").Attributes("content").Select(content => content.Value).Single(value => value.Contains("src",
            StringComparison.Ordinal)));
    }

    [Fact]
    public void A_page_with_plain_names_holds_no_address_at_all() =>
        Assert.All(SampleReports.All.Where(sample => sample.Key != "hostile"), sample => Assert.DoesNotContain("://", Text(sample.Value)));

    [Fact]
    public void Hostile_names_appear_as_text_and_nothing_else()
    {
        var text = Text(SampleReports.HostileNames());
        var page = XDocument.Parse(text);

        Assert.DoesNotContain("<script", text);
        Assert.DoesNotContain("\u202E", text);
        Assert.DoesNotContain("\u0001", text);
        Assert.Single(page.Descendants("style"));
        var shown = SampleReports.Hostile.Replace('\u0001', '\uFFFD').Replace('\u202E', '\uFFFD').Replace('\uD800', '\uFFFD');
        Assert.Equal(shown, page.Descendants("h1").Single().Value);
        Assert.Equal(shown, page.Descendants("code").Single().Value);
        Assert.Contains(page.Descendants("td"), cell => cell.Value == shown);
        Assert.Contains(page.Descendants("li"), item => item.Value == shown);
    }

    [Theory]
    [InlineData("cartpole", "counterfactual environment training data reading provenance")]
    [InlineData("catalog", "counterfactual training data reading provenance")]
    [InlineData("empty", "counterfactual environment training data reading provenance")]
    [InlineData("bare", "provenance")]
    public void A_page_has_the_sections_that_took_place_and_links_to_each(string sample, string expected)
    {
        var page = Page(sample);

        var sections = page.Descendants("section").Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(["verdict", .. expected.Split(' ')], sections);
        Assert.Equal(expected.Split(' ').Select(id => $"#{id}"),
            page.Descendants("nav").Descendants("a").Attributes("href").Select(link => link.Value));
    }

    [Theory]
    [InlineData(VerdictOutcome.Better, "Better than the logging policy")]
    [InlineData(VerdictOutcome.Worse, "Worse than the logging policy")]
    [InlineData(VerdictOutcome.NotEnoughEvidence, "Not enough evidence")]
    [InlineData(VerdictOutcome.CannotTell, "Cannot tell")]
    public void The_verdict_comes_first_in_words(VerdictOutcome outcome, string words)
    {
        var report = SampleReports.CartPole();
        var verdict = new VerdictSummary(outcome, "The sentence.", ["The caution."]);

        var banner = Parse(report with { Counterfactual = report.Counterfactual! with { Verdict = verdict } }).Descendants("section").First();

        Assert.Equal(words, banner.Descendants("h2").Single().Value);
        Assert.Contains("The sentence.", banner.Value);
        Assert.Contains("The caution.", banner.Value);
    }

    [Fact]
    public void Without_cautions_and_timings_nothing_is_said_of_them()
    {
        var report = SampleReports.CartPole();
        var page = Parse(report with
        {
            Counterfactual = report.Counterfactual! with { Verdict = new(VerdictOutcome.Better, "The sentence.", ["", " "]) },
            Environment = null,
            Stages = [],
        });

        Assert.DoesNotContain("Before you act on it", page.Root!.Value);
        Assert.DoesNotContain("Time per stage", page.Root.Value);
        Assert.DoesNotContain("Wall-clock", page.Root.Value);
        Assert.Equal("Files and configuration", page.Descendants("nav").Descendants("a").Last().Value);
    }

    [Fact]
    public void Without_a_counterfactual_evaluation_there_is_no_verdict() =>
        Assert.Equal("No verdict", Page("bare").Descendants("section").First().Descendants("h2").Single().Value);

    [Theory]
    [InlineData(VerdictOutcome.Better, false, true)]
    [InlineData(VerdictOutcome.Better, true, false)]
    [InlineData(VerdictOutcome.Worse, true, true)]
    [InlineData(VerdictOutcome.Worse, false, false)]
    [InlineData(VerdictOutcome.NotEnoughEvidence, false, false)]
    public void The_banner_warns_when_estimates_and_environment_disagree(VerdictOutcome outcome, bool passed, bool warns)
    {
        var report = SampleReports.CartPole();
        var banner = Parse(report with
        {
            Counterfactual = report.Counterfactual! with { Verdict = new(outcome, "The sentence.", []) },
            Environment = report.Environment! with { Passed = passed },
        }).Descendants("section").First();

        Assert.Equal(warns, banner.Value.Contains(", yet the policy", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_estimate_that_the_verdict_rests_on_is_a_key_number_and_marked()
    {
        var report = SampleReports.CartPole();
        var verdict = new VerdictSummary(VerdictOutcome.Better, "Both say so.", [], ["sequential_doubly_robust", "weighted_doubly_robust"]);

        var page = Parse(report with { Counterfactual = report.Counterfactual! with { Verdict = verdict } });

        Assert.Equal(["3.18×", "3.10×"], page.Descendants("dl").First().Elements("div").Take(2).Select(number => number.Elements("dd").First().Value));
        Assert.Contains("Diamonds mark the estimates", page.Root!.Value);
        Assert.Equal(2, page.Descendants("path").Count(path => path.Attribute("class")?.Value == "point strong"));
        Assert.Contains("sequential doubly robust and weighted sequential doubly robust estimates", page.Root.Value);
    }

    [Fact]
    public void A_negative_logged_value_is_compared_without_ratios()
    {
        var section = Section("pendulum", "counterfactual");

        Assert.Contains("A ratio to it would read backwards", section.Value);
        Assert.DoesNotContain(section.Descendants("th"), header => header.Value == "Times logged");
        Assert.DoesNotContain("0.907", section.Value);
        Assert.Contains("−1,102 (−1,240 to −960)", section.Value);
        Assert.DoesNotContain("0.907", Page("pendulum").Descendants("dl").First().Value);
    }

    [Fact]
    public void An_estimator_that_cannot_answer_keeps_its_row_and_says_why()
    {
        var row = Section("cartpole", "counterfactual").Descendants("tr").Single(row => row.Elements("th").First().Value == "MAGIC");

        Assert.Equal(["–", "–", "discounted return per episode", "152 episodes",
            "Cannot answer: Fewer than 24 steps in the longest episode."],
            row.Elements("td").Select(cell => cell.Value));
    }

    [Fact]
    public void Values_that_are_not_finite_are_counted_where_a_curve_cannot_show_them()
    {
        var training = Section("diverged", "training");

        Assert.Contains("41 of 100 values are not finite and are not drawn, the first at 60.", training.Value);
        Assert.Contains("None of its values is finite: training diverged.", training.Value);
        Assert.Contains("Nothing was recorded.", training.Value);
        Assert.Contains("1 of 4 returns are not finite", Section("diverged", "environment").Value);
    }

    [Fact]
    public void An_explanation_is_given_for_each_estimator_shown_and_for_no_other()
    {
        var terms = Section("catalog", "reading").Descendants("dt").Select(term => term.Value).ToList();

        Assert.Contains("doubly robust", terms);
        Assert.Contains("inverse propensity", terms);
        Assert.DoesNotContain("MAGIC", terms);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Assistive_technology_finds_its_way(string sample)
    {
        var page = Page(sample);

        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.All(page.Descendants("svg").Where(svg => svg.Attribute("aria-hidden") is null), svg =>
        {
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.False(string.IsNullOrWhiteSpace(svg.Attribute("aria-label")!.Value));
        });
        Assert.All(page.Descendants("table"), table =>
        {
            Assert.False(string.IsNullOrWhiteSpace(table.Attribute("aria-label")!.Value));
            Assert.All(table.Element("thead")!.Descendants("th"), header => Assert.Equal("col", header.Attribute("scope")!.Value));
            Assert.All(table.Element("tbody")!.Elements("tr"), row => Assert.Equal("row",
                row.Elements().First().Attribute("scope")!.Value));
            var columns = table.Element("thead")!.Descendants("th").Count();
            Assert.All(table.Element("tbody")!.Elements("tr"), row => Assert.Equal(columns, row.Elements().Count()));
        });
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants().Attributes("aria-labelledby"), label => Assert.Contains(label.Value, ids));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Headings_never_skip_a_level(string sample)
    {
        var levels = Page(sample).Descendants().Select(element => element.Name.LocalName).Where(name => name is ['h',
            >= '1' and <= '6']).Select(name => name[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    internal static XDocument Page(string sample) => Pages.Value[sample];

    private static XDocument Parse(ExperimentReport report) => XDocument.Parse(Text(report));

    private static XElement Section(string sample,
        string id) => Page(sample).Descendants("section").Single(section => section.Attribute("id")!.Value == id);

    private static string Text(ExperimentReport report) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Bytes(report));

    private static byte[] Bytes(ExperimentReport report)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(report, stream);
        return stream.ToArray();
    }
}
