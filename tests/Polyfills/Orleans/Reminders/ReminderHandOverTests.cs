using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using ReAgent.Polyfills.Orleans.Tests.Connections;
using ReAgent.Polyfills.Orleans.Tests.Databases;
using ReAgent.Polyfills.Orleans.Tests.Runtime.Membership;
using ReAgent.Silo.Database;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Reminders;

public interface IPunctualGrain : IGrainWithStringKey
{
    Task Remind(TimeSpan period);
}

public class PunctualGrain(Journal journal) : Grain, IPunctualGrain, IRemindable
{
    /// <summary>Key of the silo that ticks, in the context of the request.</summary>
    public const string Ticker = "ticker";

    public Task Remind(TimeSpan period) => this.RegisterOrUpdateReminder("tick", TimeSpan.Zero, period);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Write($"{this.GetPrimaryKeyString()} ticked by {RequestContext.Get(Ticker)}");
        return Task.CompletedTask;
    }
}

/// <summary>Reminders in PostgreSQL, of silos that come and go.</summary>
[Collection(PostgreSqlServer.Collection)]
public sealed class ReminderHandOverTests(PostgreSqlServer server) : IAsyncLifetime
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);
    private static readonly string[] Names = [.. Enumerable.Range(0, 16).Select(index => $"grain-{index}")];

    private string database = "";

    public async Task InitializeAsync() => database = await server.NewDatabase();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_reminders_of_a_silo_that_dies_are_ticked_by_another()
    {
        await using var cluster = New();
        var (first, second) = (await Start(cluster), await Start(cluster));
        await Sees(first, second);
        await Remind(first);
        await cluster.Journal.Until(entries => Names.All(name => TickersOf(name, entries).Any()));
        var owners = Names.ToDictionary(name => name, name => TickersOf(name, cluster.Journal.Entries).Distinct().Single());
        Assert.Equal(Ordered(first, second), owners.Values.Distinct().Order());

        ConnectedCluster.Kill(second);

        await cluster.Journal.Until(entries => Names.All(name => TickersOf(name, entries).Contains(NameOf(first))));
        Assert.All(owners.Where(owner => owner.Value == NameOf(first)), owner => Assert.Single(TickersOf(owner.Key, cluster.Journal.Entries).Distinct()));
    }

    [Fact]
    public async Task A_silo_that_joins_takes_its_share_of_the_reminders_over_and_the_other_lets_go_of_it()
    {
        await using var cluster = New();
        var first = await Start(cluster);
        await Remind(first);
        await cluster.Journal.Until(entries => Names.All(name => TickersOf(name, entries).Any()));
        Assert.All(Names, name => Assert.Equal([NameOf(first)], TickersOf(name, cluster.Journal.Entries).Distinct()));

        var second = await Start(cluster);

        await cluster.Journal.Until(entries =>
        {
            var recent = Names.Select(name => TickersOf(name, entries).TakeLast(4).Distinct().ToArray()).ToList();
            return recent.All(tickers => tickers.Length == 1) && recent.Select(tickers => tickers[0]).Distinct().Count() == 2;
        });
        Assert.Contains(cluster.Journal.Entries, entry => entry.EndsWith(NameOf(second), StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_all_silos_have_died_a_new_one_ticks_what_they_have_left()
    {
        await using var cluster = New();
        var (first, second) = (await Start(cluster), await Start(cluster));
        await Sees(first, second);
        await Remind(first);
        ConnectedCluster.Kill(first);
        ConnectedCluster.Kill(second);

        var third = await Start(cluster);

        await cluster.Journal.Until(entries => Names.All(name => TickersOf(name, entries).Contains(NameOf(third))));
    }

    private ConnectedCluster New() => new()
    {
        OnSilo = silo => silo
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (ClusterDatabase.PostgreSql, database))
            .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (ClusterDatabase.PostgreSql, database))
            .Configure<ReminderOptions>(options => options.MinimumReminderPeriod = Period)
            .Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = Lease / options.NumMissedProbesLimit),
    };

    // Ticks are told apart by the silo that made them, which is not the one that has the grain.
    private static async Task<IHost> Start(ConnectedCluster cluster)
    {
        string? name = null;
        var silo = await cluster.StartSilo(silo => silo.AddOutgoingGrainCallFilter(async call =>
        {
            if (call.MethodName == nameof(IRemindable.ReceiveReminder))
            {
                RequestContext.Set(PunctualGrain.Ticker, Volatile.Read(ref name) ?? "");
            }

            await call.Invoke();
        }));
        Volatile.Write(ref name, NameOf(silo));
        return silo;
    }

    private static async Task Remind(IHost silo)
    {
        foreach (var name in Names)
        {
            await ConnectedCluster.Grains(silo).GetGrain<IPunctualGrain>(name).Remind(Period).Soon();
        }
    }

    private static async Task Sees(IHost one, IHost other)
    {
        await TableCluster.Sees(one, ConnectedCluster.Address(other), SiloStatus.Active);
        await TableCluster.Sees(other, ConnectedCluster.Address(one), SiloStatus.Active);
    }

    private static string NameOf(IHost silo) => ConnectedCluster.Address(silo).ToString();

    private static IEnumerable<string> Ordered(params IHost[] silos) => silos.Select(NameOf).Order();

    private static IEnumerable<string> TickersOf(string name, IEnumerable<string> entries) =>
        entries.Where(entry => entry.StartsWith($"{name} ticked by ", StringComparison.Ordinal)).Select(entry => entry[$"{name} ticked by ".Length..]);
}
