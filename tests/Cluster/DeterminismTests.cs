using Xunit;

namespace ReAgent.Cluster.Tests;

/// <summary>Same spec, same bytes: whatever the number of workers, and whoever was killed on the way.</summary>
public sealed class DeterminismTests : IDisposable
{
    // Small enough to run many times; everything else as in the sample.
    private static readonly string[] Small =
    [
        "--set", "num_train_transitions=3000", "--set", "num_epochs=4", "--set", "reader_options.minibatch_size=256", "--set", "num_eval_episodes=5",
        "--set", "estimation.bootstrap_samples=100", "--set", "passing_score_bar=null",
    ];

    private static readonly string[] Results = ["episodes", "timeline", "normalization.json", "rows", "policy", "training", "evaluation", "report.json", "report.html"];

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    private static string Sample => Workplace.Fixture("samples/cartpole_offline_dqn.yaml");

    private async Task<SortedDictionary<string, string>> RunWhole(string folder, params string[] more)
    {
        var finished = await _place.Run(["run", Sample, "--out", folder, .. Small, .. more]);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return _place.Checksums(folder, Results);
    }

    [Fact]
    public async Task One_worker_and_four_give_the_same_bytes_and_another_seed_gives_others()
    {
        var one = await RunWhole("one", "--workers", "1");
        var four = await RunWhole("four", "--workers", "4");
        var other = await RunWhole("other", "--seed", "2");

        Assert.Contains(one.Keys, file => file.StartsWith("timeline/", StringComparison.Ordinal));
        Assert.Contains("normalization.json", one.Keys);
        Assert.Contains("policy/weights.safetensors", one.Keys);
        Assert.Equal(one, four);
        Assert.NotEqual(one["policy/weights.safetensors"], other["policy/weights.safetensors"]);
        Assert.NotEqual(one["normalization.json"], other["normalization.json"]);
        Assert.NotEqual(one["timeline/part-00000.parquet"], other["timeline/part-00000.parquet"]);
    }

    [Theory]
    [InlineData("collect")]
    [InlineData("timeline")]
    [InlineData("normalize")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("publish")]
    public async Task Killed_in_a_stage_and_run_again_it_continues_to_the_same_bytes(string stage)
    {
        var undisturbed = await RunWhole("undisturbed");

        // During training a checkpoint has to be there already, so that continuing from it is what is tested.
        var killed = await _place.RunUntil(
            line => line.GetProperty("event").GetString() == "stage"
                && line.GetProperty("stage").GetString() == stage
                && (stage != "train" || line.GetProperty("completed").GetInt64() >= 15),
            ["run", Sample, "--out", "disturbed", .. Small]);
        var continued = await RunWhole("disturbed");

        Assert.True(killed);
        Assert.Equal(undisturbed, continued);
        Assert.Empty(Directory.EnumerateFiles(_place.Folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Killed_in_the_rounds_of_online_training_and_run_again_it_continues_to_the_same_bytes()
    {
        string[] online =
        [
            "run", Workplace.Fixture("samples/cartpole_online_dqn.yaml"), "--set", "train_after_ts=600", "--set", "num_train_episodes=14", "--set", "minibatch_size=64",
            "--set", "num_eval_episodes=3", "--set", "passing_score_bar=null", "--out",
        ];
        Assert.Equal(0, (await _place.Run([.. online, "undisturbed"])).ExitCode);

        var rounds = 0;
        var killed = await _place.RunUntil(
            line => line.GetProperty("event").GetString() == "stage" && line.GetProperty("stage").GetString() == "train" && line.GetProperty("completed").GetInt64() > 0 && ++rounds == 4,
            [.. online, "disturbed"]);
        Assert.Equal(0, (await _place.Run([.. online, "disturbed"])).ExitCode);

        Assert.True(killed);
        Assert.Equal(_place.Checksums("undisturbed", Results), _place.Checksums("disturbed", Results));
    }

    [Fact]
    public async Task A_finished_experiment_run_again_does_no_work_and_says_so()
    {
        var first = await RunWhole("once");
        var again = await _place.Run(["run", Sample, "--out", "once", .. Small, "--json"]);

        Assert.Equal(0, again.ExitCode);
        Assert.True(again.Result.GetProperty("nothing_to_do").GetBoolean(), again.ToString());
        Assert.Equal(first, _place.Checksums("once", Results));
    }

    [Fact]
    public async Task A_change_runs_only_what_depends_on_it()
    {
        await RunWhole("change");
        var changed = await _place.Run(["run", Sample, "--out", "change", .. Small, "--set", "num_epochs=5", "--json"]);

        var stages = changed.Result.GetProperty("stages").EnumerateArray().ToDictionary(stage => stage.GetProperty("stage").GetString()!, stage => stage.GetProperty("state").GetString());
        Assert.Equal("reused", stages["collect"]);
        Assert.Equal("reused", stages["timeline"]);
        Assert.Equal("reused", stages["normalize"]);
        Assert.Equal("done", stages["train"]);
        Assert.Equal("done", stages["evaluate"]);
        Assert.Equal("done", stages["publish"]);
    }
}
