using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using ReAgent.Bench.Orleans;

// Calls per second in one process, and from a client process to a silo process:
// dotnet run -c Release --project bench/orleans [seconds per figure] [local|wire|remote]
if (args is ["silo", var siloPort, var gatewayPort])
{
    await SiloProcess.Serve(int.Parse(siloPort), int.Parse(gatewayPort));
    return;
}

var measure = new Measure(args.Length > 0 ? double.Parse(args[0]) : 3);
var only = args.Length > 1 ? args[1] : "";
if (only is "" or "local")
{
    await Local();
}

if (only is "" or "wire")
{
    await Wire();
}

if (only is "" or "remote")
{
    await Remote();
}

async Task Local()
{
    var begin = Stopwatch.GetTimestamp();
    var builder = Host.CreateEmptyApplicationBuilder(new());
    var (siloPort, gatewayPort) = SiloProcess.FreePorts();
    builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort));
    using var host = builder.Build();
    await host.StartAsync();
    var started = Stopwatch.GetElapsedTime(begin);
    var grains = host.Services.GetRequiredService<IGrainFactory>();
    await grains.GetGrain<IAddGrain>(0).Add(1);
    Console.WriteLine($"start: {started.TotalMilliseconds:F0} ms, to the first answer: {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:F0} ms");
    await measure.Run("sequential, from outside grains", 1, caller => Measure.Sequence(grains.GetGrain<IAddGrain>(caller), 1000));
    await measure.Run("sequential, grain to grain", 1, async caller =>
    {
        await grains.GetGrain<IAddGrain>(caller).CallOther(caller + 1000, 1000);
        return 1000;
    });
    await measure.Run("100 concurrent callers, 100 grains", 100, caller => Measure.Sequence(grains.GetGrain<IAddGrain>(caller), 100));
    await measure.Run("100 concurrent grains, each calling another", 100, async caller =>
    {
        await grains.GetGrain<IAddGrain>(caller).CallOther(caller + 1000, 100);
        return 100;
    });
    await host.StopAsync();
}

async Task Wire()
{
    await using var cluster = new InProcessTestClusterBuilder(1).Build();
    await cluster.DeployAsync();
    await measure.Run("sequential, encoded in one process", 1, caller => Measure.Sequence(cluster.Client.GetGrain<IAddGrain>(caller), 1000));
    await measure.Run("100 concurrent callers, encoded in one process", 100, caller => Measure.Sequence(cluster.Client.GetGrain<IAddGrain>(caller), 100));
}

async Task Remote()
{
    using var silo = await SiloProcess.Start();
    var begin = Stopwatch.GetTimestamp();
    var builder = Host.CreateEmptyApplicationBuilder(new());
    builder.UseOrleansClient(client => client.UseLocalhostClustering(silo.GatewayPort));
    using var host = builder.Build();
    await host.StartAsync();
    var grains = host.Services.GetRequiredService<IClusterClient>();
    await grains.GetGrain<IAddGrain>(0).Add(1);
    Console.WriteLine($"a client's start to the first answer: {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:F0} ms");
    using (var socket = Echo.Connect(silo.EchoPort))
    {
        await measure.Run("the same by bare sockets, which is what this machine allows", 1, _ => Task.FromResult(Echo.Exchange(socket, 1000)));
    }

    await measure.Run("sequential, client process to silo process", 1, caller => Measure.Sequence(grains.GetGrain<IAddGrain>(caller), 1000));
    await measure.Run("100 concurrent callers, client process to silo process", 100, caller => Measure.Sequence(grains.GetGrain<IAddGrain>(caller), 100));
    await measure.Run("100 callers of 64 KiB, client process to silo process", 100, async caller =>
    {
        var grain = grains.GetGrain<IAddGrain>(caller);
        var bytes = new byte[64 * 1024];
        for (var i = 0; i < 10; i++)
        {
            await grain.Count(bytes);
        }

        return 10;
    });
    await host.StopAsync();
}
