using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using ReAgent.Polyfills.Orleans.Tests.Runtime.Messaging;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Hosting;

public class HostingTests
{
    [Fact]
    public async Task A_host_becomes_a_silo_that_is_its_own_client()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort: 12345, gatewayPort: 0, serviceId: "service", clusterId: "cluster")
            .Configure<SiloOptions>(options => options.SiloName = "name"));
        using var host = builder.Build();
        await host.StartAsync().Soon();
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.Equal(("name", "cluster", 12345, null), (details.Name, details.ClusterId, details.SiloAddress.Endpoint.Port, details.GatewayAddress));
        Assert.Equal("service", host.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId);
        var client = host.Services.GetRequiredService<IClusterClient>();
        Assert.Same(client, host.Services.GetRequiredService<IGrainFactory>());
        Assert.Null(await client.GetGrain<IContextGrain>("a").Read("nothing").Soon());
        await host.StopAsync().Soon();
        Assert.Equal(SiloStatus.Dead, host.Services.GetRequiredService<ISiloStatusOracle>().CurrentStatus);
    }

    [Fact]
    public async Task Startup_tasks_run_before_the_start_ends_and_their_failure_fails_it()
    {
        var ran = new List<string>();
        using var good = Build(silo => silo
            .AddStartupTask((services, _) => Record("active"))
            .AddStartupTask((services, _) => Record("early"), ServiceLifecycleStage.ApplicationServices)
            .AddStartupTask<CallingTask>());
        await good.StartAsync().Soon();
        Assert.Equal(["early", "active"], ran);
        await good.StopAsync().Soon();
        using var bad = Build(silo => silo.AddStartupTask((_, _) => throw new InvalidOperationException("not today")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad.StartAsync().Soon());

        Task Record(string what)
        {
            ran.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Participants_of_the_silos_life_start_in_order_of_stages_and_stop_in_reverse()
    {
        var participant = new Participant();
        using var host = Build(silo => silo.ConfigureServices(services =>
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(participant)));
        await host.StartAsync().Soon();
        await host.StopAsync().Soon();
        Assert.Equal(["start 100", "start 5000", "start 20000", "stop 20000", "stop 5000", "stop 100"], participant.Seen);
    }

    [Fact]
    public async Task Configuration_names_cluster_and_metadata()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Orleans:ClusterId"] = "from configuration",
            ["Orleans:Metadata:accelerator"] = "cuda",
        });
        builder.UseOrleans(silo => silo.UseSiloMetadata());
        using var host = builder.Build();
        await host.StartAsync().Soon();
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.Equal("from configuration", details.ClusterId);
        var metadata = host.Services.GetRequiredService<ISiloMetadataCache>().GetSiloMetadata(details.SiloAddress);
        Assert.Equal("cuda", metadata.Metadata["accelerator"]);
        await host.StopAsync().Soon();
    }

    [Fact]
    public async Task A_client_without_gateways_fails_to_start_unless_it_may_try_again()
    {
        using var host = Host.CreateEmptyApplicationBuilder(new()).UseOrleansClient(client => client.UseLocalhostClustering()).Build();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.StartAsync().Soon());
        var attempts = 0;
        using var patient = Host.CreateEmptyApplicationBuilder(new())
            .UseOrleansClient(client => client.UseConnectionRetryFilter((_, _) => Task.FromResult(++attempts < 3)))
            .Build();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => patient.StartAsync().Soon());
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task A_silo_that_is_to_join_another_process_does_not_become_a_cluster_of_its_own()
    {
        using var host = Build(silo => silo
            .UseLocalhostClustering(11112, 30001, new(System.Net.IPAddress.Loopback, 11111))
            .Configure<ClusterMembershipOptions>(options => options.MaxJoinAttemptTime = TimeSpan.Zero));
        var failure = await Assert.ThrowsAnyAsync<OrleansException>(() => host.StartAsync().Soon());
        Assert.Contains("127.0.0.1:11111", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_is_a_silo_or_a_client_and_not_both()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans();
        Assert.Throws<OrleansConfigurationException>(() => builder.UseOrleansClient());
    }

    [Fact]
    public async Task A_collection_age_below_the_quantum_is_refused()
    {
        using var host = Build(silo => silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromSeconds(1)));
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync().Soon());
    }

    [Fact]
    public async Task Calls_are_recorded_as_activities_that_continue_the_callers_trace()
    {
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (activities)
                {
                    activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var host = Build(silo => silo.AddActivityPropagation());
        await host.StartAsync().Soon();
        using var parent = new Activity("test").Start();
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IContextGrain>("a").ReadThrough("b", "x").Soon();
        await host.StopAsync().Soon();
        lock (activities)
        {
            var trace = activities.Where(activity => activity.TraceId == parent.TraceId).ToList();
            Assert.Equal(4, trace.Count);
            Assert.Equal(2, trace.Count(activity => activity.Kind == ActivityKind.Server));
            Assert.Contains(trace, activity => activity.OperationName == "IContextGrain/ReadThrough" && activity.ParentSpanId == parent.SpanId);
        }
    }

    private static IHost Build(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(configure);
        return builder.Build();
    }

    private sealed class CallingTask(IGrainFactory grains) : IStartupTask
    {
        public Task Execute(CancellationToken cancellationToken) => grains.GetGrain<IContextGrain>("startup").Read("x");
    }

    private sealed class Participant : ILifecycleParticipant<ISiloLifecycle>
    {
        public List<string> Seen { get; } = [];

        public void Participate(ISiloLifecycle lifecycle)
        {
            foreach (var stage in new[] { 20000, 100, 5000 })
            {
                lifecycle.Subscribe("test", stage, _ => See($"start {stage}"), _ => See($"stop {stage}"));
            }
        }

        private Task See(string what)
        {
            Seen.Add(what);
            return Task.CompletedTask;
        }
    }
}
