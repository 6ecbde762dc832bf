using Orleans;
using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

[Collection("grains")]
public class ExperimentGrainTests(GrainCluster cluster)
{
    // Work is shared by its identity, so every test has a seed of its own.
    private IExperimentGrain Grain(ExperimentSpec spec) => cluster.Grains.GetGrain<IExperimentGrain>(spec.Name);

    private static async Task<ExperimentStatus> Final(IExperimentGrain grain, long afterVersion)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        ExperimentStatus? last = null;
        await foreach (var status in grain.Watch(afterVersion, patience.Token))
        {
            Assert.True(last is null || status.Version > last.Version, "Versions rise.");
            last = status;
        }

        return last ?? throw new InvalidOperationException("The experiment ended without a word.");
    }

    private async Task<ExperimentStatus> RunToEnd(ExperimentSpec spec, IGrainFactory? grains = null)
    {
        var grain = (grains ?? cluster.Grains).GetGrain<IExperimentGrain>(spec.Name);
        var started = await grain.Start(spec, CancellationToken.None).Soon();
        return await Final(grain, started.Version);
    }

    [Fact]
    public async Task An_experiment_runs_from_episodes_to_a_published_policy_and_a_later_process_reuses_everything()
    {
        var spec = SmallExperiment.Spec("whole", ("seed", "11"));

        var first = await RunToEnd(spec);

        Assert.Equal((ExperimentState.Completed, null), (first.State, first.Failure));
        Assert.All(first.Stages, stage => Assert.Equal(StageState.Done, stage.State));
        var train = first.Stages.Single(stage => stage.Stage == Stage.Train);
        Assert.Equal("steps", train.Progress.Unit);
        Assert.Equal(train.Progress.Total, train.Progress.Completed);
        foreach (var file in (string[])["report.html", "report.json", "policy/policy.json", "policy/estimates.json", "training/curves.json", "checkpoints/estimates.json"])
        {
            Assert.True(File.Exists(Path.Combine(cluster.DataRoot, spec.Folder, file)), $"{file} was not written.");
        }

        await using var later = await GrainCluster.Deploy(cluster.DataRoot);
        var again = await RunToEnd(spec, later.Client);

        Assert.Equal(ExperimentState.Completed, again.State);
        Assert.All(again.Stages, stage => Assert.Equal(StageState.Reused, stage.State));
    }

    [Fact]
    public async Task A_policy_without_the_verdict_that_is_required_is_not_published()
    {
        // A handful of held-out episodes cannot tell.
        var spec = SmallExperiment.Spec("refused", ("seed", "25"), ("estimation.required_verdict", "\"not_worse\""));

        var status = await RunToEnd(spec);

        var line = status.Stages.Single(stage => stage.Stage == Stage.Publish).Summary.Single(line => line.Label == "policy");
        Assert.Equal(
            (SummaryKind.Shortfall, "not published: the verdict is CANNOT TELL, and BETTER or NOT ENOUGH EVIDENCE is required"), (line.Kind, line.Text));
        Assert.True(File.Exists(Path.Combine(cluster.DataRoot, spec.Folder, "report.html")));
        Assert.False(File.Exists(Path.Combine(cluster.DataRoot, spec.Folder, "policy/estimates.json")));
    }

    [Fact]
    public async Task While_it_runs_it_answers_joins_the_same_spec_and_refuses_another()
    {
        var spec = SmallExperiment.Spec("busy", ("seed", "12")) with { Until = Stage.Collect };
        ExperimentStatus status;
        await using (await OccupiedPool.Of(cluster.Pool))
        {
            await Grain(spec).Start(spec, CancellationToken.None).Soon();

            status = await Grain(spec).Status().Soon();
            Assert.Equal(ExperimentState.Running, status.State);
            Assert.Equal(spec, status.Spec);
            Assert.Equal(ExperimentState.Running, (await Grain(spec).Start(spec, CancellationToken.None).Soon()).State);

            var other = spec with { Config = SmallExperiment.Spec("busy", ("seed", "2")).Config };
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(spec).Start(other, CancellationToken.None).Soon());
            Assert.Contains("'busy'", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(ExperimentState.Completed, (await Final(Grain(spec), status.Version)).State);
    }

    [Fact]
    public async Task A_cancelled_experiment_ends_cancelled_and_is_completed_when_started_again()
    {
        var spec = SmallExperiment.Spec("stopped", ("seed", "13")) with { Until = Stage.Timeline };
        await using (await OccupiedPool.Of(cluster.Pool))
        {
            var started = await Grain(spec).Start(spec, CancellationToken.None).Soon();
            await Grain(spec).Cancel().Soon();
            Assert.Equal(ExperimentState.Cancelled, (await Final(Grain(spec), started.Version)).State);
        }

        var completed = await RunToEnd(spec);

        Assert.Equal(ExperimentState.Completed, completed.State);
        Assert.Equal(StageState.Pending, completed.Stages.Single(stage => stage.Stage == Stage.Normalize).State);
    }

    [Fact]
    public async Task A_stage_whose_input_is_missing_fails_and_names_the_command_that_makes_it()
    {
        var spec = SmallExperiment.Spec("late", ("seed", "14")) with { From = Stage.Train, Until = Stage.Train };

        var failed = await RunToEnd(spec);

        Assert.Equal(ExperimentState.Failed, failed.State);
        Assert.Contains("'reagent collect'", failed.Failure, StringComparison.Ordinal);
        Assert.Contains("'reagent run'", failed.Failure, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(cluster.DataRoot, spec.Folder)));
    }

    [Fact]
    public async Task An_experiment_that_was_never_started_is_unknown()
    {
        var status = await cluster.Grains.GetGrain<IExperimentGrain>("never").Status().Soon();

        Assert.Equal(ExperimentState.Unknown, status.State);
        Assert.Null(status.Spec);
    }
}
