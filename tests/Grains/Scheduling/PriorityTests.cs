using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Scheduling;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Tests.Experiments;
using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Scheduling;

/// <summary>Two experiments of different priority on three silos with one place each.</summary>
public sealed class PriorityTests : IDisposable
{
    private const int Places = 3;
    private const int LowCollectors = 9;
    private const int HighCollectors = 6;

    // Learning curves for TensorBoard carry the time of day, by their format.
    private const string Timed = "tensorboard";

    private readonly ExperimentSpec _low = SmallExperiment.Spec("low", ("seed", "41"), ("collection.collectors", $"{LowCollectors}"));
    private readonly ExperimentSpec _high = SmallExperiment.Spec("high", ("seed", "42"), ("collection.collectors", $"{HighCollectors}")) with { Priority = 5 };
    private readonly TempFolder _shared = new();
    private readonly TempFolder _alone = new();

    [Fact]
    public async Task The_higher_one_gets_the_places_that_fall_free_and_both_give_the_bytes_of_undisturbed_runs()
    {
        var watch = new Watch();
        await using (var cluster = await GrainCluster.Deploy(_shared.FullPath, Places, workers: 1, watch.Over))
        {
            await Start(cluster.Client, _low);
            await watch.AllPlacesTaken.Soon();
            await Start(cluster.Client, _high);
            await Waits(cluster.Client, _high.Name, HighCollectors);
            watch.LetGo();

            Assert.Equal((ExperimentState.Completed, null), await End(cluster.Client, _high));
            Assert.Equal((ExperimentState.Completed, null), await End(cluster.Client, _low));
        }

        await using (var undisturbed = await GrainCluster.Deploy(_alone.FullPath))
        {
            foreach (var spec in (ExperimentSpec[])[_low, _high])
            {
                await Start(undisturbed.Client, spec);
                Assert.Equal((ExperimentState.Completed, null), await End(undisturbed.Client, spec));
                Assert.Equal(Checksums(_alone, spec), Checksums(_shared, spec));
            }
        }

        // As many of the lower one's as there were places, and nothing else of it as long as the higher one wanted all places.
        Assert.Equal(
            [.. Enumerable.Repeat(_low.Folder, Places), .. Enumerable.Repeat(_high.Folder, HighCollectors - Places + 1)],
            watch.Folders.Take(HighCollectors + 1));
        Assert.Equal((LowCollectors, HighCollectors), (watch.Folders.Count(folder => folder == _low.Folder), watch.Folders.Count(folder => folder == _high.Folder)));
    }

    public void Dispose()
    {
        _shared.Dispose();
        _alone.Dispose();
    }

    private static Task<ExperimentStatus> Start(IGrainFactory grains, ExperimentSpec spec) => grains.GetGrain<IExperimentGrain>(spec.Name).Start(spec, CancellationToken.None).Soon();

    private static async Task<(ExperimentState State, string? Failure)> End(IGrainFactory grains, ExperimentSpec spec)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        ExperimentStatus? last = null;
        await foreach (var status in grains.GetGrain<IExperimentGrain>(spec.Name).Watch(-1, patience.Token))
        {
            last = status;
        }

        return (last!.State, last.Failure);
    }

    // The scheduler is asked until it has heard of it.
    private static async Task Waits(IGrainFactory grains, string experiment, int pieces)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (!(await grains.GetGrain<ISchedulerGrain>(0).Load().Soon()).Experiments.Contains(new ExperimentLoad(experiment, 5, 0, pieces)))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static SortedDictionary<string, string> Checksums(TempFolder root, ExperimentSpec spec)
    {
        var folder = Path.Combine(root.FullPath, spec.Folder);
        return new(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => (Path: Path.GetRelativePath(folder, path), Full: path))
                .Where(file => !file.Path.StartsWith(Timed, StringComparison.Ordinal))
                .ToDictionary(file => file.Path, file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.Full)))),
            StringComparer.Ordinal);
    }

    /// <summary>Sees which collectors begin, in what order, and holds them until it lets go.</summary>
    private sealed class Watch
    {
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _allTaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<string> _folders = [];

        public Task AllPlacesTaken => _allTaken.Task;

        public IReadOnlyList<string> Folders
        {
            get
            {
                lock (_folders)
                {
                    return [.. _folders];
                }
            }
        }

        public void Over(IServiceCollection services)
        {
            services.Remove(services.Single(service => service.ImplementationType == typeof(CollectWork)));
            services.AddSingleton<IWork>(provider => new WatchedWork(ActivatorUtilities.CreateInstance<CollectWork>(provider), Begins));
        }

        public void LetGo() => _go.TrySetResult();

        private Task Begins(WorkItem item)
        {
            lock (_folders)
            {
                _folders.Add(item.Folder);
                if (_folders.Count == Places)
                {
                    _allTaken.SetResult();
                }
            }

            return _go.Task;
        }
    }

    private sealed class WatchedWork(IWork inner, Func<WorkItem, Task> begins) : IWork
    {
        public string Kind => inner.Kind;

        public string Unit => inner.Unit;

        public WorkNeed Need(WorkItem item) => inner.Need(item);

        public async Task<WorkManifest> Perform(WorkContext context)
        {
            await begins(context.Item).WaitAsync(context.CancellationToken);
            return await inner.Perform(context);
        }
    }
}
