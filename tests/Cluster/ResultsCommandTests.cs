using System.Text.Json;
using Xunit;

namespace ReAgent.Cluster.Tests;

/// <summary><c>reagent bench results</c> as a real process, on an experiment of seconds.</summary>
public sealed class ResultsCommandTests : IDisposable
{
    private readonly Workplace _place = new();

    public ResultsCommandTests()
    {
        Write("small.yaml", Small("passing_score_bar: 5"));
        Write("suite.yaml",
            """
            title: Scores
            about: What they mean.
            policy_snapshots: 2
            groups:
              - title: Small
                experiments:
                  - {file: small.yaml, goal: 500}
            closing: The end.
            """);
    }

    public void Dispose() => _place.Dispose();

    private static string Small(string more) =>
        $$$"""
        env_name: CartPole-v0
        num_train_transitions: 300
        model:
          DiscreteDQN:
            trainer_param: {actions: ["0", "1"]}
            net_builder: {FullyConnected: {sizes: [8], activations: [relu]}}
            eval_parameters: {calc_cpe_in_training: false}
        num_epochs: 3
        reader_options: {minibatch_size: 64}
        num_eval_episodes: 2
        {{{more}}}

        """;

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_place.Folder, name), text);

    private string Page => File.ReadAllText(Path.Combine(_place.Folder, "docs/results.md"));

    [Fact]
    public async Task Every_file_is_run_with_every_seed_once_and_the_page_shows_what_they_earned()
    {
        var first = await _place.Run("bench", "results", "suite.yaml", "--seeds", "1-2,4", "--json");

        Assert.True(first.ExitCode == 0, first.ToString());
        var results = first.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([1, 2, 4], results.Select(result => result.GetProperty("seed").GetInt32()).Order());
        Assert.All(results, result => Assert.True(result.GetProperty("best").GetDouble() >= result.GetProperty("last").GetDouble()));
        Assert.Contains("# Scores\n\nWhat they mean.\n\n```\n./reagent bench results suite.yaml --seeds 1-2,4\n```\n", Page, StringComparison.Ordinal);
        Assert.Contains("| experiment | seed 1 | seed 2 | seed 4 | median | bar | goal | seconds |", Page, StringComparison.Ordinal);
        Assert.Matches(@"\| `small\.yaml` \| [\d.]+( \([\d.]+\))? \| .* \| \*\*[\d.]+\*\* \| 5 reached \| 500 \*\*missed\*\* \| \d+ \|", Page);
        Assert.EndsWith("The end.\n", Page, StringComparison.Ordinal);

        var again = await _place.Run("bench", "results", "suite.yaml", "--seeds", "1-2,4", "--json");
        Assert.Equal(first.Output.Split('\n').Order(), again.Output.Split('\n').Order());
    }

    [Fact]
    public async Task A_median_below_the_files_bar_is_exit_code_3_and_one_that_was_not_run_is_a_dash()
    {
        Write("small.yaml", Small("passing_score_bar: 201"));

        var one = await _place.Run("bench", "results", "suite.yaml", "--seeds", "1");
        var none = await _place.Run("bench", "results", "suite.yaml", "--seeds", "1-2", "--only", "something-else");

        Assert.Equal((3, 0), (one.ExitCode, none.ExitCode));
        Assert.Matches(@"\| `small\.yaml` \| [\d.]+( \([\d.]+\))? \| – \| – \| 201 \| 500 \| – \|", Page);
    }

    [Fact]
    public async Task Every_file_that_is_wrong_is_named()
    {
        Write("suite.yaml",
            """
            title: Scores
            groups:
              - title: Small
                experiments: [{file: smal.yaml}, {file: wrong.yaml}, {file: small.yaml}]
            """);
        Write("wrong.yaml", Small("num_epoch: 3"));

        var refused = await _place.Run("bench", "results", "suite.yaml");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("smal.yaml: there is no such file; did you mean 'small.yaml'?", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("num_epoch", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_place.Folder, "outputs")));
    }

    [Theory]
    [InlineData("--seeds", "5-1")]
    [InlineData("--seeds", "one")]
    [InlineData("--workers", "0")]
    public async Task A_wrong_option_is_refused(string option, string value) =>
        Assert.Equal(2, (await _place.Run("bench", "results", "suite.yaml", option, value)).ExitCode);
}
