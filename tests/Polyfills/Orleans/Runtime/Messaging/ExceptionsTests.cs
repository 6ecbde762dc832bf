using Orleans;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Messaging;

[GenerateSerializer]
public class RichException : Exception
{
    public RichException(string message, int code, Exception? inner)
        : base(message, inner)
    {
        Code = code;
    }

    [Id(0)]
    public int Code { get; }

    public string? NotSent { get; init; }
}

public interface IFailingGrain : IGrainWithStringKey
{
    Task Fail(string message);

    Task<int> FailRichly(string message, int code);

    Task FailInParts();

    ValueTask FailBeforeReturning();

    Task FailDeep(string other);
}

public class FailingGrain : Grain, IFailingGrain
{
    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new ArgumentException(message, nameof(message));
    }

    public Task<int> FailRichly(string message, int code) =>
        throw new RichException(message, code, new InvalidOperationException("inner")) { NotSent = "secret" };

    public Task FailInParts() => throw new AggregateException("parts", new InvalidOperationException("one"), new TimeoutException("two"));

    public ValueTask FailBeforeReturning() => throw new InvalidOperationException("at once");

    public Task FailDeep(string other) => GrainFactory.GetGrain<IFailingGrain>(other).Fail("deep");
}

public class ExceptionsTests
{
    public static TheoryData<bool> Sides => [true, false];

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task Type_message_and_stack_reach_the_caller(bool local)
    {
        await using var cluster = await Cluster.Start();
        var grain = (local ? cluster.Local : cluster.Client).GetGrain<IFailingGrain>("a");
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => grain.Fail("broken").Soon());
        Assert.StartsWith("broken", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{nameof(FailingGrain)}.{nameof(FailingGrain.Fail)}", failure.StackTrace, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.FailBeforeReturning().Soon());
        var deep = await Assert.ThrowsAsync<ArgumentException>(() => grain.FailDeep("b").Soon());
        Assert.StartsWith("deep", deep.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbered_members_and_inner_exceptions_travel_and_others_do_not()
    {
        await using var cluster = await Cluster.Start();
        var failure = await Assert.ThrowsAsync<RichException>(() => cluster.Client.GetGrain<IFailingGrain>("a").FailRichly("rich", 7).Soon());
        Assert.Equal(("rich", 7, null), (failure.Message, failure.Code, failure.NotSent));
        Assert.Equal("inner", Assert.IsType<InvalidOperationException>(failure.InnerException).Message);
        Assert.Contains(nameof(FailingGrain.FailRichly), failure.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_aggregate_keeps_its_parts()
    {
        await using var cluster = await Cluster.Start();
        var failure = await Assert.ThrowsAsync<AggregateException>(() => cluster.Client.GetGrain<IFailingGrain>("a").FailInParts().Soon());
        Assert.Equal(["one", "two"], failure.InnerExceptions.Select(inner => inner.Message));
        Assert.StartsWith("parts", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_runtimes_own_exceptions_form_the_families_that_callers_catch()
    {
        Assert.IsAssignableFrom<OrleansMessageRejectionException>(new SiloUnavailableException());
        Assert.IsAssignableFrom<OrleansException>(new SiloUnavailableException());
        Assert.IsNotAssignableFrom<OrleansException>(new EnumerationAbortedException());
        Assert.IsNotAssignableFrom<OrleansException>(new OrleansConfigurationException("x"));
    }
}
