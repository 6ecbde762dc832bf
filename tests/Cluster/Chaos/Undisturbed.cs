using Microsoft.Extensions.DependencyInjection;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Silo;
using Xunit;

namespace ReAgent.Cluster.Tests.Chaos;

/// <summary>What the experiments give on one silo with one worker to which nothing happens, each alone.</summary>
public sealed class Undisturbed : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-undisturbed-").FullName;
    private readonly Dictionary<string, SortedDictionary<string, string>> _known = [];

    /// <summary>Checksums of what an experiment writes, by path.</summary>
    public async Task<SortedDictionary<string, string>> Of(ExperimentSpec spec)
    {
        if (!_known.TryGetValue(spec.Name, out var known))
        {
            known = _known[spec.Name] = await Run(spec);
        }

        return known;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<SortedDictionary<string, string>> Run(ExperimentSpec spec)
    {
        using var host = SiloHost.BuildStandalone(new SiloOptions { DataRoot = _folder, Workers = 1 });
        await host.StartAsync();
        var experiment = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IExperimentGrain>(spec.Name);
        await experiment.Start(spec, CancellationToken.None);
        ExperimentStatus? last = null;
        await foreach (var status in experiment.Watch(-1, CancellationToken.None))
        {
            last = status;
        }

        await host.StopAsync();
        Assert.True(last!.State == ExperimentState.Completed, last.Failure);
        return Results.Checksums(_folder, spec);
    }
}
