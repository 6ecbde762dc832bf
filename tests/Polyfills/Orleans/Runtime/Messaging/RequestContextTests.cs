using Orleans;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Messaging;

public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Read(string key);

    Task<string?> ReadThrough(string other, string key);

    Task Set(string key, string value);
}

public class ContextGrain : Grain, IContextGrain
{
    public Task<string?> Read(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public async Task<string?> ReadThrough(string other, string key)
    {
        await Task.Yield();
        RequestContext.Set("added", "on the way");
        return await GrainFactory.GetGrain<IContextGrain>(other).Read(key);
    }

    public Task Set(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }
}

public class RequestContextTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Values_travel_with_calls_through_grains(bool local)
    {
        await using var cluster = await Cluster.Start();
        var grain = (local ? cluster.Local : cluster.Client).GetGrain<IContextGrain>("a");
        RequestContext.Set("who", "me");
        Assert.Equal("me", await grain.Read("who").Soon());
        Assert.Equal("me", await grain.ReadThrough("b", "who").Soon());
        Assert.Equal("on the way", await grain.ReadThrough("b", "added").Soon());
        Assert.Null(RequestContext.Get("added"));
        RequestContext.Remove("who");
        Assert.Null(await grain.Read("who").Soon());
    }

    [Fact]
    public async Task What_a_call_sets_does_not_reach_the_caller_nor_the_next_call()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<IContextGrain>("a");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => grain.Set("leak", $"{i}"))).Soon();
        Assert.Null(RequestContext.Get("leak"));
        Assert.Null(await grain.Read("leak").Soon());
    }

    [Fact]
    public async Task Removing_and_clearing_stay_in_their_flow_of_control()
    {
        RequestContext.Set("kept", "yes");
        await Task.Run(RequestContext.Clear).Soon();
        Assert.Equal("yes", RequestContext.Get("kept"));
        Assert.Equal(["kept"], RequestContext.Keys);
        Assert.True(RequestContext.Remove("kept"));
        Assert.False(RequestContext.Remove("kept"));
    }
}
