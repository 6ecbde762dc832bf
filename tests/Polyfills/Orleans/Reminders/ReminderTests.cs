using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Reminders;

public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan due, TimeSpan period);

    Task Forget(string name);

    Task<string[]> Names();

    Task<bool> Has(string name);

    Task Leave();
}

public class ForgetfulGrain(Journal journal) : Grain, IForgetfulGrain, IRemindable
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write("activated");
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Write($"{reminderName} at {(status.CurrentTickTime - status.FirstTickTime) / status.Period:0}");
        return Task.CompletedTask;
    }

    public Task Remind(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Forget(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_reminder_ticks_at_its_times_and_wakes_the_grain()
    {
        await using var cluster = await Start(1);
        var grain = cluster.Client.GetGrain<IForgetfulGrain>("a");
        await grain.Remind("r", 2 * Minute, 5 * Minute).Soon();
        await grain.Leave().Soon();
        cluster.Clock.Advance(2 * Minute);
        await cluster.Journal.Has("r at 0");

        // A tick that finds the one before still running is left out, and the grain writes before its turn is over.
        var periods = 0;
        while (!cluster.Journal.Entries.Any(entry => entry.StartsWith("r at ", StringComparison.Ordinal) && entry != "r at 0"))
        {
            Assert.True(++periods <= 1000, "the reminder never ticked again");
            cluster.Clock.Advance(5 * Minute);
            await grain.Names().Soon();
        }

        var due = Enumerable.Range(0, periods + 1).Select(period => $"r at {period}").ToHashSet();
        Assert.All(cluster.Journal.Entries.Where(entry => entry.StartsWith("r at ", StringComparison.Ordinal)), entry => Assert.Contains(entry, due));
        Assert.Equal(2, cluster.Journal.Entries.Count(entry => entry == "activated"));
    }

    [Fact]
    public async Task Reminders_are_listed_replaced_and_ended_by_name()
    {
        await using var cluster = await Start(1);
        var grain = cluster.Client.GetGrain<IForgetfulGrain>("a");
        await grain.Remind("one", Minute, Minute).Soon();
        await grain.Remind("two", Minute, Minute).Soon();
        Assert.Equal(["one", "two"], await grain.Names().Soon());
        await grain.Forget("one").Soon();
        await grain.Remind("two", 10 * Minute, Minute).Soon();
        Assert.False(await grain.Has("one").Soon());
        cluster.Clock.Advance(9 * Minute);
        Assert.Equal(["two"], await grain.Names().Soon());
        Assert.DoesNotContain("two at 0", cluster.Journal.Entries);
        cluster.Clock.Advance(Minute);
        await cluster.Journal.Has("two at 0");
    }

    [Fact]
    public async Task Too_short_a_period_and_a_missing_service_are_refused()
    {
        await using var cluster = await Start(1);
        var failure = await Assert.ThrowsAsync<ArgumentException>(
            () => cluster.Client.GetGrain<IForgetfulGrain>("a").Remind("r", Minute, TimeSpan.FromSeconds(59)).Soon());
        Assert.Contains("00:01:00", failure.Message, StringComparison.Ordinal);
        await using var without = await Cluster.Start();
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => without.Client.GetGrain<IForgetfulGrain>("a").Names().Soon());
    }

    [Fact]
    public async Task Another_silo_takes_over_the_reminders_of_one_that_stops()
    {
        await using var cluster = await Start(2);
        for (var i = 0; i < 6; i++)
        {
            await cluster.Client.GetGrain<IForgetfulGrain>($"{i}").Remind($"r{i}", 60 * Minute, 60 * Minute).Soon();
        }

        // The table lives in one grain: the silo that does not hold it is the one to stop.
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        var home = (await management.GetActiveGrains(GrainType.Create("sys.reminder-table")).Soon()).Single();
        var holder = await management.GetActivationAddress(cluster.Client.GetGrain<IForgetfulGrain>(home)).Soon();
        await cluster.Inner.StopSiloAsync(cluster.Inner.Silos.Single(silo => silo.SiloAddress != holder)).Soon();
        // The other one reads the table while the clock goes on.
        for (var hours = 0; hours < 1000 && !Enumerable.Range(0, 6).All(i => HasTicked(cluster, i)); hours++)
        {
            cluster.Clock.Advance(60 * Minute);
            Assert.Equal(["r0"], await cluster.Client.GetGrain<IForgetfulGrain>("0").Names().Soon());
        }

        Assert.All(Enumerable.Range(0, 6), i => Assert.True(HasTicked(cluster, i), $"reminder {i} never ticked"));
    }

    private static bool HasTicked(Cluster cluster, int number) =>
        cluster.Journal.Entries.Any(entry => entry.StartsWith($"r{number} at", StringComparison.Ordinal));

    private static Task<Cluster> Start(short silos) => Cluster.Start(silos, silo => silo.UseInMemoryReminderService());
}
