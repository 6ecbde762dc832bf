using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Scheduling;
using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

[Collection("grains")]
public class ExperimentControlTests(GrainCluster cluster)
{
    private IExperimentGrain Grain(ExperimentSpec spec) => cluster.Grains.GetGrain<IExperimentGrain>(spec.Name);

    private async Task<ExperimentStatus> End(ExperimentSpec spec)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        ExperimentStatus? last = null;
        await foreach (var status in Grain(spec).Watch(-1, patience.Token))
        {
            last = status;
        }

        return last!;
    }

    private async Task<ExperimentStatus> Run(ExperimentSpec spec)
    {
        await Grain(spec).Start(spec, CancellationToken.None).Soon();
        return await End(spec);
    }

    private async Task<ExperimentSummary?> Listed(string name, Func<ExperimentSummary?, bool> until)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (true)
        {
            // The list follows the experiment; it is asked until it has.
            patience.Token.ThrowIfCancellationRequested();
            var found = (await cluster.Grains.GetGrain<IExperimentDirectoryGrain>(0).List()).FirstOrDefault(experiment => experiment.Name == name);
            if (until(found))
            {
                return found;
            }

            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_paused_experiment_holds_still_until_it_is_resumed()
    {
        var spec = SmallExperiment.Spec("paused", ("seed", "31")) with { Until = Stage.Timeline };
        await using (await OccupiedPool.Of(cluster.Pool))
        {
            await Grain(spec).Start(spec, CancellationToken.None).Soon();
            await Grain(spec).Pause().Soon();
            Assert.Equal(ExperimentState.Paused, (await End(spec)).State);
            await Grain(spec).Pause().Soon();
        }

        Assert.Equal(ExperimentState.Paused, (await Grain(spec).Status().Soon()).State);
        await Grain(spec).Resume().Soon();

        Assert.Equal(ExperimentState.Completed, (await End(spec)).State);
        Assert.Equal(ExperimentState.Completed, (await Grain(spec).Resume().Soon()).State);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(spec).Pause().Soon());
    }

    [Fact]
    public async Task A_deleted_experiment_leaves_nothing_of_its_own_and_everything_that_is_not()
    {
        var spec = SmallExperiment.Spec("deleted", ("seed", "32"));
        await Run(spec);
        var folder = Path.Combine(cluster.DataRoot, spec.Folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "episodes", "mine.txt"), "kept");

        await Grain(spec).Delete().Soon();

        Assert.Equal([Path.Combine(folder, "episodes", "mine.txt")], Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Equal(ExperimentState.Unknown, (await Grain(spec).Status().Soon()).State);
        Assert.Null(await Listed(spec.Name, found => found is null));
        await Grain(spec).Delete().Soon();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(spec).Resume().Soon());
    }

    [Fact]
    public async Task A_running_experiment_is_stopped_before_it_is_deleted()
    {
        var spec = SmallExperiment.Spec("deleted-early", ("seed", "33"));
        Task deletion;
        await using (await OccupiedPool.Of(cluster.Pool))
        {
            await Grain(spec).Start(spec, CancellationToken.None).Soon();
            deletion = Grain(spec).Delete();
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            {
                while (true)
                {
                    await Grain(spec).Start(spec, CancellationToken.None).Soon();
                }
            });
            Assert.Contains("being deleted", refusal.Message, StringComparison.Ordinal);
        }

        await deletion.Soon();

        Assert.False(Directory.Exists(Path.Combine(cluster.DataRoot, spec.Folder)));
    }

    [Fact]
    public async Task The_list_knows_every_experiment_and_how_it_ended()
    {
        var (good, bad) = (SmallExperiment.Spec("listed", ("seed", "34")) with { Until = Stage.Collect, Priority = 7 }, SmallExperiment.Spec("listed-bad", ("seed", "35")) with { From = Stage.Train });
        await Run(good);
        await Run(bad);

        Assert.Equal(7, (await Listed(good.Name, found => found?.State == ExperimentState.Completed))!.Priority);
        Assert.Contains("reagent collect", (await Listed(bad.Name, found => found?.State == ExperimentState.Failed))!.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_running_experiments_may_not_write_in_one_folder()
    {
        var spec = SmallExperiment.Spec("first", ("seed", "36")) with { Until = Stage.Collect };
        await using (await OccupiedPool.Of(cluster.Pool))
        {
            await Grain(spec).Start(spec, CancellationToken.None).Soon();
            await Listed(spec.Name, found => found?.State == ExperimentState.Running);
            var second = spec with { Name = "second" };

            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(second).Start(second, CancellationToken.None).Soon());

            Assert.Contains("'first'", refusal.Message, StringComparison.Ordinal);
        }

        await End(spec);
    }

    [Fact]
    public async Task Several_experiments_at_once_give_what_each_gives_alone()
    {
        var alone = await Run(SmallExperiment.Spec("alone", ("seed", "37")));
        var together = await Task.WhenAll(Enumerable.Range(0, 3).Select(index => Run(SmallExperiment.Spec($"together-{index}", ("seed", "37")))));

        Assert.All(together.Append(alone), status => Assert.Equal((ExperimentState.Completed, null), (status.State, status.Failure)));
        foreach (var index in Enumerable.Range(0, 3))
        {
            Assert.Equal(Directory.EnumerateFiles(Path.Combine(cluster.DataRoot, "outputs/alone"), "*", SearchOption.AllDirectories).Count(), Directory.EnumerateFiles(Path.Combine(cluster.DataRoot, $"outputs/together-{index}"), "*", SearchOption.AllDirectories).Count());
            Assert.Equal(Weights("alone"), Weights($"together-{index}"));
        }

        byte[][] Weights(string name) =>
            [.. Directory.EnumerateFiles(Path.Combine(cluster.DataRoot, "outputs", name, "policy"), "*.safetensors").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    [Fact]
    public async Task A_silo_stops_without_waiting_for_its_experiments_and_those_who_watch_are_told()
    {
        using var folder = new TempFolder();
        await using var other = await GrainCluster.Deploy(folder.FullPath);
        var spec = SmallExperiment.Spec("left", ("seed", "39"));

        // The pool ends with its silo, and what holds it ends with the test.
        await OccupiedPool.Of(other.GetSiloServiceProvider().GetRequiredService<ComputePool>());
        var experiment = other.Client.GetGrain<IExperimentGrain>(spec.Name);
        await experiment.Start(spec, CancellationToken.None).Soon();
        await using (var begun = experiment.Watch(-1, CancellationToken.None).GetAsyncEnumerator())
        {
            do
            {
                await begun.MoveNextAsync().AsTask().Soon();
            }
            while (begun.Current.Stages.All(stage => stage.State != StageState.Running));
        }

        var news = experiment.Watch(long.MaxValue, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync().AsTask();
        Assert.Equal(ExperimentState.Running, (await experiment.Status().Soon()).State);

        // Sooner than a call is given up that goes on, or a watch is answered that has nothing to say.
        await other.StopSiloAsync(other.Silos[0]).WaitAsync(TimeSpan.FromSeconds(10));

        var told = await Assert.ThrowsAsync<SiloUnavailableException>(() => news.Soon());
        Assert.Contains("'left'", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trainer_without_its_accelerator_waits_and_says_what_for()
    {
        var spec = SmallExperiment.Spec("waits", ("seed", "38"), ("device", "\"cuda\""));
        await Grain(spec).Start(spec, CancellationToken.None).Soon();
        using var patience = new CancellationTokenSource(Waiting.Patience);
        await foreach (var status in Grain(spec).Watch(-1, patience.Token))
        {
            if (status.Stages.Single(stage => stage.Stage == Stage.Train).Note is { } note)
            {
                Assert.Contains("accelerator 'cuda'", note, StringComparison.Ordinal);
                break;
            }
        }

        var load = await cluster.Grains.GetGrain<ISchedulerGrain>(0).Load();
        Assert.Equal(1, load.Experiments.Single(experiment => experiment.Name == "waits").Waiting);
        await Grain(spec).Cancel().Soon();
        Assert.Equal(ExperimentState.Cancelled, (await End(spec)).State);
    }
}
