using Orleans;
using Orleans.Concurrency;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Activations;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<Guid> Work(string gate);
}

[StatelessWorker(4)]
public class WorkerGrain(Journal journal) : Grain, IWorkerGrain
{
    public async Task<Guid> Work(string gate)
    {
        journal.Write("working");
        await journal.Pass(gate);
        return GrainContext.ActivationId.Key;
    }
}

public class StatelessWorkerTests
{
    [Fact]
    public async Task Busy_workers_are_joined_by_others_up_to_their_number()
    {
        await using var cluster = await Cluster.Start();
        var worker = cluster.Local.GetGrain<IWorkerGrain>(0);
        var calls = Enumerable.Range(0, 16).Select(_ => worker.Work("gate")).ToList();
        await cluster.Journal.Has("working", 4);
        Assert.Equal(4, cluster.Journal.Entries.Count);
        cluster.Journal.Open("gate");
        var workers = await Task.WhenAll(calls).Soon();
        Assert.Equal(4, workers.Distinct().Count());
    }

    [Fact]
    public async Task An_idle_worker_is_used_again()
    {
        await using var cluster = await Cluster.Start();
        var worker = cluster.Local.GetGrain<IWorkerGrain>(0);
        cluster.Journal.Open("gate");
        Assert.Equal(await worker.Work("gate").Soon(), await worker.Work("gate").Soon());
    }

    [Fact]
    public async Task Each_silo_has_its_own_workers()
    {
        await using var cluster = await Cluster.Start(2);
        cluster.Journal.Open("gate");
        var first = cluster.Inner.Silos[0].ServiceProvider;
        var second = cluster.Inner.Silos[1].ServiceProvider;
        var one = await ((IGrainFactory)first.GetService(typeof(IGrainFactory))!).GetGrain<IWorkerGrain>(0).Work("gate").Soon();
        var two = await ((IGrainFactory)second.GetService(typeof(IGrainFactory))!).GetGrain<IWorkerGrain>(0).Work("gate").Soon();
        Assert.NotEqual(one, two);
    }
}
