using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using ReAgent.Bench.Orleans;

// Calls per second within one process: dotnet run -c Release --project bench/orleans [seconds per figure]
var seconds = args.Length > 0 ? double.Parse(args[0]) : 3;
var begin = Stopwatch.GetTimestamp();
var builder = Host.CreateEmptyApplicationBuilder(new());
builder.UseOrleans(silo => silo.UseLocalhostClustering());
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();
await grains.GetGrain<IAddGrain>(0).Add(1);
Console.WriteLine($"start-up to the first answer: {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:F0} ms");

await Measure("sequential, from outside grains", 1, caller => Sequence(grains.GetGrain<IAddGrain>(caller), 1000));
await Measure("sequential, grain to grain", 1, caller => grains.GetGrain<IAddGrain>(caller).CallOther(caller + 1000, 1000));
await Measure("100 concurrent callers, 100 grains", 100, caller => Sequence(grains.GetGrain<IAddGrain>(caller), 100));
await Measure("100 concurrent grains, each calling another", 100, caller => grains.GetGrain<IAddGrain>(caller).CallOther(caller + 1000, 100));
await host.StopAsync();

await using var cluster = new InProcessTestClusterBuilder(1).Build();
await cluster.DeployAsync();
await Measure("sequential, from a client over the wire format", 1, caller => Sequence(cluster.Client.GetGrain<IAddGrain>(caller), 1000));
await Measure("100 concurrent callers over the wire format", 100, caller => Sequence(cluster.Client.GetGrain<IAddGrain>(caller), 100));

static async Task<int> Sequence(IAddGrain grain, int times)
{
    for (var i = 0; i < times; i++)
    {
        await grain.Add(1);
    }

    return times;
}

async Task Measure(string what, int callers, Func<int, Task<int>> round)
{
    var perRound = callers == 1 ? 1000 : 100;
    await Task.WhenAll(Enumerable.Range(0, callers).Select(round));
    var calls = 0L;
    var bytes = GC.GetTotalAllocatedBytes();
    var start = Stopwatch.GetTimestamp();
    await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
    {
        await Task.Yield();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            await round(caller);
            Interlocked.Add(ref calls, perRound);
        }
    }));
    var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
    Console.WriteLine($"{what}: {calls / elapsed:N0} calls/s, {(GC.GetTotalAllocatedBytes() - bytes) / calls} bytes per call");
}
