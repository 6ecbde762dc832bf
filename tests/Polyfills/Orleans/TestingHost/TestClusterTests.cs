using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using ReAgent.Polyfills.Orleans.Tests.Storage;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.TestingHost;

public sealed class StorageConfigurator : ISiloConfigurator
{
    public void Configure(ISiloBuilder siloBuilder) => siloBuilder
        .AddMemoryGrainStorage("accounts")
        .AddMemoryGrainStorageAsDefault();
}

public sealed class JournalConfigurator : IHostConfigurator
{
    public void Configure(IHostBuilder hostBuilder) => hostBuilder.ConfigureServices((context, services) =>
    {
        Assert.Equal("value", context.Configuration["setting"]);
        services.AddSingleton<Journal>();
    });
}

public class TestClusterTests
{
    [Fact]
    public async Task A_cluster_configured_by_classes_works_like_any_other()
    {
        var builder = new TestClusterBuilder();
        builder.Properties["setting"] = "value";
        builder.AddSiloBuilderConfigurator<StorageConfigurator>().AddSiloBuilderConfigurator<JournalConfigurator>();
        await using var cluster = builder.Build();
        await cluster.DeployAsync().Soon();
        Assert.Equal(2, cluster.Silos.Count);
        Assert.Equal("Primary", cluster.Primary!.Name);
        Assert.Equal(5, await cluster.GrainFactory.GetGrain<ILedgerGrain>("a").Deposit(5).Soon());
        var third = await cluster.StartAdditionalSiloAsync().Soon();
        await cluster.KillSiloAsync(cluster.SecondarySilos[0]).Soon();
        await cluster.WaitForLivenessToStabilizeAsync(didKill: true).Soon();
        Assert.True(third.IsActive);
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        Assert.Equal(2, (await management.GetHosts(onlyActive: true).Soon()).Count);
        Assert.NotNull(cluster.GetSiloServiceProvider(third.SiloAddress).GetRequiredService<ILocalSiloDetails>());
        await cluster.StopAllSilosAsync().Soon();
    }

    [Fact]
    public void A_class_that_configures_nothing_is_refused() =>
        Assert.Throws<ArgumentException>(() => new TestClusterBuilder().AddSiloBuilderConfigurator<object>());
}
