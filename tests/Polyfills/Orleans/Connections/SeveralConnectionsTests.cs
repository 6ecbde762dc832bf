using System.Net;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using ReAgent.Polyfills.Orleans.Tests.TestingHost;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Connections;

public interface ICorrespondentGrain : IGrainWithStringKey
{
    /// <summary>Writes so many letters to each of the others, without waiting for an answer before the next.</summary>
    /// <returns>What the others answered, by addressee, in the order of writing.</returns>
    Task<int[][]> Write(string[] others, int letters);

    Task<int> Take(string sender, int number);

    /// <summary>The letters that came from somebody.</summary>
    Task<int[]> From(string sender);
}

public class CorrespondentGrain : Grain, ICorrespondentGrain
{
    private readonly List<(string Sender, int Number)> letters = [];

    public Task<int[][]> Write(string[] others, int letters)
    {
        var answers = others.ToDictionary(static other => other, _ => new List<Task<int>>());
        for (var number = 0; number < letters; number++)
        {
            foreach (var other in others)
            {
                answers[other].Add(GrainFactory.GetGrain<ICorrespondentGrain>(other).Take(this.GetPrimaryKeyString(), number));
            }
        }

        return Task.WhenAll(others.Select(other => Task.WhenAll(answers[other])));
    }

    public Task<int> Take(string sender, int number)
    {
        letters.Add((sender, number));
        return Task.FromResult(2 * number);
    }

    public Task<int[]> From(string sender) => Task.FromResult(letters.Where(letter => letter.Sender == sender).Select(letter => letter.Number).ToArray());
}

/// <summary>Two silos with three connections from one to the other.</summary>
public sealed class SeveralConnectionsTests
{
    private const int Connections = 3;

    [Fact]
    public async Task Calls_between_grains_come_once_each_and_are_answered_rightly_whichever_connection_they_take()
    {
        await using var cluster = Several();
        var first = await cluster.StartSilo();
        var second = await cluster.StartSilo();
        string[] near = ["a", "b", "c"];
        string[] far = [.. Enumerable.Range(0, 20).Select(index => $"far {index}")];
        foreach (var name in near)
        {
            await ConnectedCluster.On<ICorrespondentGrain>(first, first, name, grain => grain.From(""));
        }

        foreach (var name in far)
        {
            await ConnectedCluster.On<ICorrespondentGrain>(first, second, name, grain => grain.From(""));
        }

        Assert.Equal(Connections, far.Select(name => NumberOf<ICorrespondentGrain>(first, name)).Distinct().Count());
        var letters = Enumerable.Range(0, 100).ToArray();
        var answers = await Task.WhenAll(near.Select(name => ConnectedCluster.Grains(first).GetGrain<ICorrespondentGrain>(name).Write(far, letters.Length))).Soon();

        Assert.All(answers.SelectMany(each => each), each => Assert.Equal(letters.Select(letter => 2 * letter), each));
        foreach (var addressee in far)
        {
            foreach (var sender in near)
            {
                // In whatever order: calls that wait together for the place of a grain to be found go on in any.
                Assert.Equal(letters, (await ConnectedCluster.Grains(first).GetGrain<ICorrespondentGrain>(addressee).From(sender).Soon()).Order());
            }
        }

        // Either silo opens so many to the other at most, and one that has been opened from there serves.
        Assert.InRange(cluster.Log.Entries.Count(entry => entry.Contains($"Connected with {ConnectedCluster.Address(second)}", StringComparison.Ordinal)), Connections - 1, 2 * Connections);
    }

    [Fact]
    public async Task The_loss_of_one_connection_fails_the_calls_over_it_and_no_others()
    {
        await using var cluster = Several();
        var first = await cluster.StartSilo();
        var (second, relay) = await StartBehindRelay(cluster);
        using var cutting = relay;
        var calls = await Wait(cluster, first, second);

        Assert.Equal(1, relay.Cut(most: 1));
        await Task.WhenAny(calls.Values);
        var lost = calls.Where(call => call.Value.IsFaulted).Select(call => NumberOf<IMortalGrain>(first, call.Key)).Distinct().ToArray();
        OpenGates(cluster, calls.Keys);

        var number = Assert.Single(lost);
        foreach (var (name, call) in calls)
        {
            if (NumberOf<IMortalGrain>(first, name) == number)
            {
                await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon());
            }
            else
            {
                await call.Soon();
            }

            Assert.Equal(ConnectedCluster.Address(second), await ConnectedCluster.Grains(first).GetGrain<IMortalGrain>(name).Where().Soon());
        }
    }

    [Fact]
    public async Task Answers_come_back_the_way_that_the_call_went()
    {
        await using var cluster = Several();
        var (first, relay) = await StartBehindRelay(cluster);
        using var cutting = relay;
        var second = await cluster.StartSilo();
        var calls = await Wait(cluster, first, second);

        // Those that the second silo opened; what was there first became number 0 of the first silo's own.
        Assert.NotEqual(0, relay.Cut());
        OpenGates(cluster, calls.Keys);

        await Task.WhenAll(calls.Where(call => NumberOf<IMortalGrain>(first, call.Key) != 0).Select(call => call.Value)).Soon();
    }

    private static ConnectedCluster Several() => new()
    {
        OnSilo = silo => silo.Configure<ConnectionOptions>(options => options.ConnectionsPerEndpoint = Connections),
    };

    private static async Task<(IHost Silo, Relay Relay)> StartBehindRelay(ConnectedCluster cluster)
    {
        var (siloPort, gatewayPort) = ConnectedCluster.FreePorts();
        var relay = new Relay(siloPort);
        var silo = await cluster.StartSilo(
            silo => silo.Configure<EndpointOptions>(options => options.SiloListeningEndpoint = new(IPAddress.Loopback, siloPort)),
            ports: (relay.Port, gatewayPort));
        return (silo, relay);
    }

    /// <summary>Calls from the first silo that wait in the second, some over each connection.</summary>
    private static async Task<Dictionary<string, Task>> Wait(ConnectedCluster cluster, IHost first, IHost second)
    {
        var calls = new Dictionary<string, Task>();
        for (var index = 0; index < 12; index++)
        {
            var name = $"grain {index}";
            var grain = await ConnectedCluster.On<IMortalGrain>(first, second, name, grain => grain.Where());
            calls.Add(name, grain.Wait(name));
            await cluster.Journal.Has($"{name} waits");
        }

        Assert.Equal(Connections, calls.Keys.Select(name => NumberOf<IMortalGrain>(first, name)).Distinct().Count());
        return calls;
    }

    private static void OpenGates(ConnectedCluster cluster, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            cluster.Journal.Open(name);
        }
    }

    private static uint NumberOf<T>(IHost silo, string name)
        where T : IGrainWithStringKey => ConnectedCluster.Grains(silo).GetGrain<T>(name).GetGrainId().GetUniformHashCode() % Connections;
}
