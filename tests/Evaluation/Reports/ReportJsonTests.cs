using System.Text;
using System.Text.Json;
using ReAgent.Evaluation.Reports;
using Xunit;

namespace ReAgent.Evaluation.Tests.Reports;

public sealed class ReportJsonTests
{
    public static TheoryData<string> Samples => [.. SampleReports.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_was_written_reads_back_the_same(string sample)
    {
        // Half of a surrogate pair is no text: it becomes the replacement character on the way out.
        var report = sample == "hostile" ? Copy(SampleReports.All[sample]) : SampleReports.All[sample];

        Assert.Equal(Text(report), Text(Copy(report)));
    }

    [Fact]
    public void Numbers_keep_their_bits()
    {
        var point = new CurvePoint(long.MaxValue, 0.1 + 0.2, double.Epsilon, double.PositiveInfinity);
        var report = SampleReports.Bare() with { Seed = ulong.MaxValue, Training = new("DQN", 1, 1, 1, [new("loss", "reward", "steps",
            [point, new(-1, double.NaN)])], []) };

        var copy = Copy(report);

        Assert.Equal(ulong.MaxValue, copy.Seed);
        Assert.Equal([point, new(-1, double.NaN)], copy.Training!.Curves[0].Points);
    }

    [Fact]
    public void The_shape_is_versioned_in_snake_case_and_legible()
    {
        var lines = Text(SampleReports.CartPole()).Split('\n');

        Assert.Equal("  \"report_version\": 1,", lines[1]);
        Assert.Contains("    \"confidence_level\": 0.95,", lines);
        Assert.Contains("      \"outcome\": \"better\",", lines);
        Assert.Contains(lines, line => line.TrimStart().StartsWith("\"returns\": [131, 199, 198, ", StringComparison.Ordinal));
        // A line for each of the five learning curves and the three estimates after each epoch.
        Assert.Equal(5 + 3, lines.Count(line => line.StartsWith("        \"points\": [[1", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains('\r'));
        Assert.Equal("", lines[^1]);
    }

    [Theory]
    [InlineData("[]", "it has no report_version")]
    [InlineData("{}", "it has no report_version")]
    [InlineData("{\"report_version\": \"1\"}", "it has no report_version")]
    [InlineData("{\"report_version\": 2}", "report_version 2; this version of the software reads 1 to 1")]
    [InlineData("{\"report_version\": 1}", "missing required")]
    [InlineData("not json", "not a readable experiment report")]
    public void What_is_no_report_is_refused_with_the_reason(string text, string reason)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => ReportJson.Read(stream)).Message);
    }

    [Theory]
    [InlineData("\"outcome\": \"better\"", "\"outcome\": \"superb\"", "$.counterfactual.verdict.outcome")]
    [InlineData("\"outcome\": \"better\"", "\"outcome\": 0", "$.counterfactual.verdict.outcome")]
    [InlineData("\"returns\": [131,", "\"returns\": [\"many\",", "'many' is not a number")]
    [InlineData("\"name\": \"cartpole-dqn\"", "\"name\": null", "name")]
    public void What_is_wrong_in_a_report_is_named(string right, string wrong, string reason)
    {
        var text = Text(SampleReports.CartPole());
        Assert.Contains(right, text);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => ReportJson.Read(stream)).Message);
    }

    [Fact]
    public void Keys_of_a_later_minor_change_are_passed_over()
    {
        var text = Text(SampleReports.Bare()).Replace("\"seed\": 0,", "\"seed\": 0, \"weather\": {\"sunny\": true},",
            StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Equal("bare", ReportJson.Read(stream).Name);
    }

    [Fact]
    public void Every_sample_is_plain_json()
    {
        Assert.All(SampleReports.All.Values, report =>
        {
            using var document = JsonDocument.Parse(Text(report));
            Assert.Equal(1, document.RootElement.GetProperty("report_version").GetInt32());
        });
    }

    internal static ExperimentReport Copy(ExperimentReport report)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Text(report)));
        return ReportJson.Read(stream);
    }

    private static string Text(ExperimentReport report)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
