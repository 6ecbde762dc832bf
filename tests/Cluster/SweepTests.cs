using System.Text.Json;
using Xunit;

namespace ReAgent.Cluster.Tests;

/// <summary>A small sweep for real, in processes of its own.</summary>
public sealed class SweepTests : IDisposable
{
    // One grid of two values and two seeds, small enough to run several times.
    private static readonly string[] Small =
    [
        "--set", "num_train_transitions=2000", "--set", "num_epochs=2", "--set", "num_eval_episodes=3", "--set", "estimation.bootstrap_samples=100",
        "--set", "model.DiscreteDQN.net_builder.FullyConnected.sizes=[16, 8]", "--set", "seeds=[1, 2]",
    ];

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_sweep_that_is_killed_continues_to_the_same_bytes()
    {
        string[] command = ["run", Workplace.Fixture("samples/cartpole_sweep.yaml"), .. Small, "--workers", "2", "--out"];
        var straight = await _place.Run([.. command, "straight"]);
        Assert.True(straight.ExitCode == 0, straight.ToString());

        // Killed when one trial is finished and others are under way.
        Assert.True(await _place.RunUntil(json => Event(json) == "trial_finished", [.. command, "killed"]));
        Assert.False(File.Exists(Path.Combine(_place.Folder, "killed/sweep.json")));
        var resumed = await _place.Run([.. command, "killed", "--json"]);
        Assert.True(resumed.ExitCode == 0, resumed.ToString());

        Assert.Equal(_place.Checksums("straight", "trials").Where(IsResult), _place.Checksums("killed", "trials").Where(IsResult));
        var (one, other) = (await Summary("straight"), await Summary("killed"));
        Assert.Equal(one.Replace("\"straight", "\"killed", StringComparison.Ordinal), other);

        // What was finished before the kill is found, not done again.
        var events = resumed.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Contains(events, json => Event(json) == "trial_finished" && json.GetProperty("message").GetString()!.StartsWith("nothing to do", StringComparison.Ordinal));
        Assert.Contains(events, json => Event(json) == "trial_finished" && json.GetProperty("message").GetString()!.StartsWith("completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sweep_shows_its_table_and_picks_by_the_estimate()
    {
        var finished = await _place.Run(["run", Workplace.Fixture("samples/cartpole_sweep.yaml"), .. Small]);

        Assert.True(finished.ExitCode == 0, finished.ToString());
        var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_place.Folder, "outputs/cartpole_sweep/sweep.json"))).RootElement;
        var settings = summary.GetProperty("settings").EnumerateArray().ToArray();
        var best = settings.MaxBy(setting => setting.GetProperty("above_log").GetProperty("mean").GetDouble());
        Assert.Equal(["lr=0.003", "lr=0.0003"], settings.Select(setting => setting.GetProperty("setting").GetString()));
        Assert.Equal(best.GetProperty("setting").GetString(), summary.GetProperty("picked").GetString());
        Assert.All(settings, setting => Assert.Equal(2, setting.GetProperty("above_log").GetProperty("seeds").GetInt32()));
        Assert.All(settings, setting => Assert.Equal(2, setting.GetProperty("environment_return").GetProperty("seeds").GetInt32()));
        Assert.Contains($"Picked: {summary.GetProperty("picked").GetString()}.", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_without_estimates_says_that_nothing_is_picked()
    {
        var finished = await _place.Run(["run", Workplace.Fixture("samples/cartpole_sweep.yaml"), .. Small, "--set", "model.DiscreteDQN.eval_parameters.calc_cpe_in_training=false", "--json"]);

        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Equal(JsonValueKind.Null, finished.Result.GetProperty("picked").ValueKind);
        Assert.StartsWith("Nothing is picked: there is no counterfactual estimate.", finished.Result.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static string? Event(JsonElement json) => json.GetProperty("event").GetString();

    // Reports name their folder, and TensorBoard's events the time.
    private static bool IsResult(KeyValuePair<string, string> file) => file.Key.Contains("/policy/", StringComparison.Ordinal) || file.Key.Contains("/evaluation/", StringComparison.Ordinal) || file.Key.Contains("/timeline/", StringComparison.Ordinal);

    private Task<string> Summary(string folder) => File.ReadAllTextAsync(Path.Combine(_place.Folder, folder, "sweep.json"));
}
