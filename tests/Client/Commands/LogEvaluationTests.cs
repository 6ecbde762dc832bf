using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ReAgent.Client.Commands;
using Xunit;

namespace ReAgent.Client.Tests.Commands;

public sealed class LogEvaluationTests : IDisposable
{
    private readonly TestBench _bench = new();

    [Fact]
    public async Task Propensities_in_a_column_are_enough_for_a_verdict()
    {
        Assert.Equal(ExitCode.Success, await Evaluate("target"));

        Assert.StartsWith("BETTER: The policy would earn 1.", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("There is no model of reward, and this estimator needs one.", _bench.Output, StringComparison.Ordinal);
        Assert.Equal("", _bench.Errors);
    }

    [Fact]
    public async Task Propensities_of_all_actions_come_as_a_map()
    {
        Assert.Equal(ExitCode.Success, await Evaluate("everything", "--json"));

        var report = JsonNode.Parse(_bench.Output)!;
        Assert.Equal("better", (string?)report["verdict"]!["judgement"]);
        Assert.Equal(["left", "right"], report["actions"]!.AsArray().Select(action => (string?)action!["action"]));
        var estimate = report["reward"]!["estimates"]!.AsArray().Single(entry => (string?)entry!["estimator"] == "inverse_propensity")!;

        // Left earns 2 and right 1, and each is logged half of the time.
        Assert.Equal(1.8, (double)estimate["raw"]!, 12);
        Assert.Equal(1.5, (double)estimate["logged_mean"]!, 12);
    }

    [Fact]
    public async Task The_report_is_written_where_it_is_wanted()
    {
        // The bench's folder goes with the command.
        var folder = Directory.CreateTempSubdirectory("reagent-evaluation-").FullName;
        Assert.Equal(ExitCode.Success, await Evaluate("everything", "--quiet", "--output", folder));

        Assert.Equal("", _bench.Output);
        var html = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"));
        var estimates = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "estimates.json")))!;
        Directory.Delete(folder, recursive: true);
        Assert.Contains("BETTER", XDocument.Parse(html["<!DOCTYPE html>".Length..]).Root!.Value, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("better", (string?)estimates["verdict"]!["judgement"]);
    }

    [Fact]
    public async Task Several_policies_are_ranked_and_the_best_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("reagent-evaluation-").FullName;
        var truths = _bench.File("""{"target": 1.8, "opposite": 1.2, "log": 1.5}""", "truths.json");
        Assert.Equal(ExitCode.Success, await Evaluate("target", "--target-propensity-column", "opposite", "--true-values", truths, "--output", folder));

        var comparison = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "comparison.json")))!;
        var html = await File.ReadAllTextAsync(Path.Combine(folder, "comparison.html"));
        var page = XDocument.Parse(html["<!DOCTYPE html>".Length..]);
        var linked = page.Descendants("a").Select(link => Path.Combine(folder, link.Attribute("href")!.Value)).ToArray();
        Assert.Equal(2, linked.Length);
        Assert.All(linked, file => Assert.True(File.Exists(file)));
        Directory.Delete(folder, recursive: true);
        Assert.StartsWith("Choose target. It is better than every other candidate", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("Worse than what wrote the log: opposite.", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("regret@k", _bench.Output, StringComparison.Ordinal);
        Assert.Equal("target", (string?)comparison["best"]);
        Assert.Equal(0, (double)comparison["quality"]![0]!["regret"]!);
        Assert.Equal(1, (double)comparison["rank_correlation"]!);
        Assert.Contains("Choose target", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task True_values_of_other_policies_are_refused()
    {
        var truths = _bench.File("""{"target": 1.8, "other": 1.2}""", "truths.json");
        Assert.Equal(ExitCode.BelowBar, await Evaluate("target", "--target-propensity-column", "opposite", "--true-values", truths));

        Assert.Contains("There is no true value of 'opposite'. There is a true value of 'other', which is not compared.", _bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whole_numbers_are_propensities_and_several_columns_may_stand_together()
    {
        Assert.Equal(ExitCode.Success, await Evaluate("target", "opposite", "always_left"));

        Assert.StartsWith("Choose always_left.", _bench.Output, StringComparison.Ordinal);
        Assert.Contains("Episodes that would tell a difference four times in five; there are 400:", _bench.Output, StringComparison.Ordinal);
        Assert.Equal("", _bench.Errors);
    }

    [Fact]
    public async Task Propensities_that_are_none_cannot_be_used()
    {
        Assert.Equal(ExitCode.BelowBar, await Evaluate("too_large"));

        Assert.Contains("target propensity 1.5 of action 'logged action'; allowed are [0, 1]", _bench.Errors, StringComparison.Ordinal);
        Assert.Equal("", _bench.Output);
    }

    [Fact]
    public async Task A_column_that_means_something_else_cannot_be_used()
    {
        Assert.Equal(ExitCode.BelowBar, await Evaluate("reward"));

        Assert.Contains("'reward' is a column of the log itself", _bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_is_not_there_cannot_be_used()
    {
        Assert.Equal(ExitCode.BelowBar, await Evaluate("nothere"));

        Assert.Contains("nothere", _bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("An experiment file is wanted, or a log")]
    [InlineData("--policy needs a log: --data", "--policy", "p")]
    [InlineData("--data needs --policy or --target-propensity-column", "--data", "x.parquet")]
    [InlineData("'c' is given more than once", "--data", "x.parquet", "--target-propensity-column", "c", "--target-propensity-column", "c")]
    [InlineData("'log' stands for the policy that wrote the log", "--data", "x.parquet", "--policy", "log", "p")]
    [InlineData("--true-values needs several policies", "--data", "x.parquet", "--policy", "p", "--true-values", "v.json")]
    [InlineData("exclude each other", "cartpole.yaml", "--data", "x.parquet", "--policy", "p")]
    [InlineData("--gamma is 2", "--data", "x.parquet", "--policy", "p", "--gamma", "2")]
    [InlineData("--missing-propensities needs --policy", "--data", "x.parquet", "--target-propensity-column", "c", "--missing-propensities", "estimate")]
    [InlineData("--held-out needs --policy, and no --target-propensity-column", "--data", "x.parquet", "--target-propensity-column", "c", "--held-out")]
    [InlineData("--action-noise needs --policy", "--data", "x.parquet", "--target-propensity-column", "c", "--action-noise", "0.1")]
    [InlineData("--action-noise is 0", "--data", "x.parquet", "--policy", "p", "--action-noise", "0")]
    [InlineData("--missing-propensities needs a log", "--missing-propensities", "estimate")]
    public async Task What_does_not_go_together_is_refused(string said, params string[] arguments)
    {
        Assert.Equal(ExitCode.BadUsage, await _bench.Invoke(["evaluate", .. arguments]));

        Assert.Contains(said, _bench.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private Task<int> Evaluate(string column, params string[] more) =>
        _bench.Invoke(["evaluate", "--data", Log(), "--target-propensity-column", column, .. more]);

    /// <summary>400 decisions of one step: both actions are as likely, and the policy prefers the better one.</summary>
    private string Log()
    {
        var text = new StringBuilder();
        for (var row = 0; row < 400; row++)
        {
            var left = row % 2 == 0;
            text.Append(CultureInfo.InvariantCulture, $"{{\"mdp_id\": \"e{row}\", \"sequence_number\": 1, \"state_features\": {{\"0\": 1.5}}, \"action\": \"{(left ? "left" : "right")}\", ")
                .Append(CultureInfo.InvariantCulture, $"\"action_probability\": 0.5, \"reward\": {(left ? 2 : 1)}, \"target\": {(left ? "0.8" : "0.2")}, \"opposite\": {(left ? "0.2" : "0.8")}, \"too_large\": 1.5, \"always_left\": {(left ? 1 : 0)}, ")
                .Append("\"everything\": {\"left\": 0.8, \"right\": 0.2}}\n");
        }

        return _bench.File(text.ToString(), "log.jsonl");
    }
}
