using System.Text.RegularExpressions;
using Xunit;

namespace ReAgent.Cluster.Tests;

/// <summary>The commands of docs/tutorial.md, as a reader types them, in order.</summary>
public sealed partial class TutorialTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Every_command_of_the_tutorial_works()
    {
        Directory.CreateDirectory(Path.Combine(_place.Folder, "samples"));
        File.Copy(Workplace.Fixture("samples/cartpole_offline_dqn.yaml"), Path.Combine(_place.Folder, "samples/cartpole_offline_dqn.yaml"));
        var commands = Commands().Matches(File.ReadAllText(Workplace.Fixture("docs/tutorial.md"))).Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(["collect", "timeline", "normalize", "train", "evaluate", "run"], commands.Select(command => command.Split(' ')[0]));
        foreach (var command in commands)
        {
            var finished = await _place.Run(command.Split(' '));
            Assert.True(finished.ExitCode == 0, $"{command}: {finished}");
        }

        foreach (var file in (string[])["report.html", "report.json", "normalization.json", "policy/policy.json", "policy/weights.safetensors", "policy/estimates.json"])
        {
            Assert.True(File.Exists(Path.Combine(_place.Folder, "outputs/cartpole_offline_dqn", file)), file);
        }

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_place.Folder, "outputs/cartpole_offline_dqn/tensorboard")));
    }

    [Fact]
    public async Task The_originals_file_and_words_work_unchanged()
    {
        var file = Workplace.Fixture("originals/discrete_dqn_cartpole_offline.yaml");
        foreach (var workflow in (string[])
            [
                "reagent.workflow.gym_batch_rl.offline_gym_random",
                "reagent.workflow.gym_batch_rl.timeline_operator",
                "reagent.workflow.training.identify_and_train_network",
                "reagent.workflow.gym_batch_rl.evaluate_gym",
            ])
        {
            var finished = await _place.Run("run", workflow, file);
            Assert.True(finished.ExitCode == 0, $"{workflow}: {finished}");
        }
    }

    [Fact]
    public async Task A_stage_without_what_it_reads_says_which_command_makes_it()
    {
        var finished = await _place.Run("train", Workplace.Fixture("samples/cartpole_offline_dqn.yaml"));

        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("reagent collect", finished.Output + finished.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_config_is_refused_with_every_error_and_its_line()
    {
        var path = Path.Combine(_place.Folder, "wrong.yaml");
        var text = File.ReadAllText(Workplace.Fixture("samples/cartpole_offline_dqn.yaml"))
            .Replace("gamma: 0.99", "gama: 0.99", StringComparison.Ordinal)
            .Replace("num_epochs: 20", "num_epochs: many", StringComparison.Ordinal)
            .Replace("CartPole-v0\n", "CartPool-v0\n", StringComparison.Ordinal);
        File.WriteAllText(path, text);

        var finished = await _place.Run("run", path);

        var said = finished.Output + finished.Errors;
        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("did you mean 'gamma'", said, StringComparison.Ordinal);
        Assert.Contains("num_epochs", said, StringComparison.Ordinal);
        Assert.Matches(@"wrong\.yaml:\d+:\d+", said);
    }

    [GeneratedRegex(@"^\./reagent ((?:collect|timeline|normalize|train|evaluate|run) \S+)$", RegexOptions.Multiline)]
    private static partial Regex Commands();
}
