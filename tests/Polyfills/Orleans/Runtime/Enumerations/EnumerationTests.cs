using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Concurrency;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Enumerations;

public interface ICountingGrain : IGrainWithStringKey
{
    IAsyncEnumerable<int> Count(int from, int to, CancellationToken token);

    IAsyncEnumerable<string> Gated(string[] gates);

    IAsyncEnumerable<int> FailAfter(int count);

    IAsyncEnumerable<int> Endless(CancellationToken token = default);

    Task Leave();

    [AlwaysInterleave]
    Task<int> Peek();
}

public class CountingGrain(Journal journal) : Grain, ICountingGrain
{
    private int produced;

    public async IAsyncEnumerable<int> Count(int from, int to, [EnumeratorCancellation] CancellationToken token)
    {
        for (var i = from; i <= to; i++)
        {
            token.ThrowIfCancellationRequested();
            produced++;
            yield return i;
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> Gated(string[] gates)
    {
        foreach (var gate in gates)
        {
            await journal.Pass(gate);
            yield return gate;
        }
    }

    public async IAsyncEnumerable<int> FailAfter(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return i;
        }

        await Task.Yield();
        throw new InvalidOperationException("no more");
    }

    public async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken token = default)
    {
        try
        {
            yield return 1;
            journal.Write("waiting");
            await Task.Delay(Timeout.Infinite, token);
        }
        finally
        {
            journal.Write("released");
        }
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<int> Peek() => Task.FromResult(produced);
}

public class EnumerationTests
{
    public static TheoryData<bool> Sides => [true, false];

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task All_elements_arrive_in_order(bool local)
    {
        await using var cluster = await Cluster.Start();
        var grain = (local ? cluster.Local : cluster.Client).GetGrain<ICountingGrain>("a");
        Assert.Equal(Enumerable.Range(1, 250), await Collect(grain.Count(1, 250, default)).Soon());
        Assert.Empty(await Collect(grain.Count(1, 0, default)).Soon());
    }

    [Fact]
    public async Task A_sequence_can_be_read_twice_and_is_produced_anew()
    {
        await using var cluster = await Cluster.Start();
        var sequence = cluster.Client.GetGrain<ICountingGrain>("a").Count(1, 3, default);
        Assert.Equal([1, 2, 3], await Collect(sequence).Soon());
        Assert.Equal([1, 2, 3], await Collect(sequence).Soon());
    }

    [Fact]
    public async Task Elements_are_pulled_in_batches_no_further_than_asked_for()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<ICountingGrain>("a");
        await foreach (var element in grain.Count(1, 1000, default).WithBatchSize(10))
        {
            Assert.Equal(1, element);
            Assert.InRange(await grain.Peek().Soon(), 10, 11);
            break;
        }
    }

    [Fact]
    public async Task Elements_that_are_ready_do_not_wait_for_those_that_are_not()
    {
        await using var cluster = await Cluster.Start();
        await using var elements = cluster.Client.GetGrain<ICountingGrain>("a").Gated(["x", "y"]).GetAsyncEnumerator();
        cluster.Journal.Open("x");
        Assert.True(await elements.MoveNextAsync().Soon());
        Assert.Equal("x", elements.Current);
        var next = elements.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        cluster.Journal.Open("y");
        Assert.True(await next.Soon());
        Assert.False(await elements.MoveNextAsync().Soon());
    }

    [Fact]
    public async Task A_slow_producer_outlasts_the_response_time()
    {
        Journal? journal = null;
        await using var cluster = await Cluster.Start(build: builder => builder.ConfigureClient(client =>
            client.AddOutgoingGrainCallFilter(async context =>
            {
                var sent = context.Invoke();
                journal!.Write(context.MethodName is "Start" or "Next" ? "pull" : context.MethodName);
                await sent;
            })));
        journal = cluster.Journal;
        await using var elements = cluster.Client.GetGrain<ICountingGrain>("a").Gated(["x"]).GetAsyncEnumerator();
        var next = elements.MoveNextAsync().AsTask();
        for (var pulls = 1; pulls < 10; pulls++)
        {
            await cluster.Journal.Has("pull", pulls);
            await cluster.Client.GetGrain<ICountingGrain>("a").Peek().Soon();
            cluster.Clock.Advance(TimeSpan.FromSeconds(16));
        }

        cluster.Journal.Open("x");
        Assert.True(await next.Soon());
    }

    [Fact]
    public async Task A_failure_comes_after_the_elements_before_it()
    {
        await using var cluster = await Cluster.Start();
        var seen = new List<int>();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var element in cluster.Client.GetGrain<ICountingGrain>("a").FailAfter(3))
            {
                seen.Add(element);
            }
        }).Soon();
        Assert.Equal("no more", failure.Message);
        Assert.Equal([0, 1, 2], seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_ends_the_consumer_and_the_producer(bool byArgument)
    {
        await using var cluster = await Cluster.Start();
        using var source = new CancellationTokenSource();
        var grain = cluster.Client.GetGrain<ICountingGrain>("a");
        var consuming = Task.Run(async () =>
        {
            var sequence = byArgument ? grain.Endless(source.Token) : grain.Endless();
            await foreach (var element in sequence.WithCancellation(byArgument ? default : source.Token))
            {
                Assert.Equal(1, element);
            }
        });
        await cluster.Journal.Has("waiting");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consuming.Soon());
        await cluster.Journal.Has("released");
    }

    [Fact]
    public async Task A_consumer_that_stops_releases_the_producer()
    {
        await using var cluster = await Cluster.Start();
        await foreach (var element in cluster.Client.GetGrain<ICountingGrain>("a").Endless())
        {
            Assert.Equal(1, element);
            break;
        }

        await cluster.Journal.Has("released");
    }

    [Fact]
    public async Task A_sequence_that_nobody_pulls_is_released_and_the_consumer_is_told()
    {
        await using var cluster = await Cluster.Start();
        var elements = cluster.Client.GetGrain<ICountingGrain>("a").Endless().GetAsyncEnumerator();
        Assert.True(await elements.MoveNextAsync().Soon());
        cluster.Clock.Advance(TimeSpan.FromSeconds(61));
        await cluster.Journal.Has("released");
        await Assert.ThrowsAsync<EnumerationAbortedException>(() => elements.MoveNextAsync().Soon());
    }

    [Fact]
    public async Task A_sequence_ends_with_its_grain()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Client.GetGrain<ICountingGrain>("a");
        var elements = grain.Endless().GetAsyncEnumerator();
        Assert.True(await elements.MoveNextAsync().Soon());
        await grain.Leave().Soon();
        await cluster.Journal.Has("released");
        await Assert.ThrowsAsync<EnumerationAbortedException>(() => elements.MoveNextAsync().Soon());
    }

    private static async Task<List<T>> Collect<T>(IAsyncEnumerable<T> sequence)
    {
        var all = new List<T>();
        await foreach (var element in sequence)
        {
            all.Add(element);
        }

        return all;
    }
}
