using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Proxies;

public enum Shade : byte
{
    Light,
    Dark = 200,
}

public interface IBaseMethods
{
    Task<string> Plain(string text);
}

public interface IParentGrain : IGrainWithStringKey, IBaseMethods
{
    Task<int> Inherited(int number);
}

public interface IShapesGrain : IParentGrain
{
    Task Nothing();

    Task<int> Number(int number);

    ValueTask QuietNothing();

    ValueTask<string?> QuietText(string? text);

    Task<int> Number(int number, string text);

    Task<int?> Maybe(int? number);

    Task<Shade> Colour(Shade shade);

    Task<(int Left, string Right)> Pair(int left, string right);

    Task<string> Many(int a, long b, string c, double d, Guid e, DateTime f, TimeSpan g, Shade h, bool i, decimal j);

    [OneWay]
    Task Forget(string entry);

    [OneWay]
    Task ForgetFailing();

    Task<IShapesGrain> Self();

    Task<string> KeyOf(IShapesGrain grain);

    Task<GrainId> Identity();

    Task<Grain> Instance();
}

public class ShapesGrain(Journal journal) : Grain, IShapesGrain
{
    public Task Nothing() => Task.CompletedTask;

    public Task<int> Number(int number) => Task.FromResult(number);

    public async ValueTask QuietNothing() => await Task.Yield();

    public ValueTask<string?> QuietText(string? text) => new(text);

    public Task<int> Number(int number, string text) => Task.FromResult(number + text.Length);

    public Task<int?> Maybe(int? number) => Task.FromResult(number);

    public Task<Shade> Colour(Shade shade) => Task.FromResult(shade);

    public Task<(int Left, string Right)> Pair(int left, string right) => Task.FromResult((left, right));

    public Task<string> Many(int a, long b, string c, double d, Guid e, DateTime f, TimeSpan g, Shade h, bool i, decimal j) =>
        Task.FromResult($"{a} {b} {c} {d} {e} {f:O} {g} {h} {i} {j}");

    public Task Forget(string entry)
    {
        journal.Write(entry);
        return Task.CompletedTask;
    }

    public Task ForgetFailing()
    {
        journal.Write("failing");
        throw new InvalidOperationException("nobody hears this");
    }

    public Task<IShapesGrain> Self() => Task.FromResult(this.AsReference<IShapesGrain>());

    public Task<string> KeyOf(IShapesGrain grain) => Task.FromResult(grain.GetPrimaryKeyString());

    public Task<GrainId> Identity() => Task.FromResult(this.GetGrainId());

    public Task<Grain> Instance() => Task.FromResult<Grain>(this);

    public Task<int> Inherited(int number) => Task.FromResult(-number);

    public Task<string> Plain(string text) => Task.FromResult(text + "!");
}

public class ReturnTypesTests
{
    public static TheoryData<bool> Sides => [true, false];

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task Every_return_type_works_within_a_silo_and_over_the_wire(bool local)
    {
        await using var cluster = await Cluster.Start();
        var grain = (local ? cluster.Local : cluster.Client).GetGrain<IShapesGrain>("a");
        await grain.Nothing().Soon();
        Assert.Equal(5, await grain.Number(5).Soon());
        await grain.QuietNothing().Soon();
        Assert.Equal("text", await grain.QuietText("text").Soon());
        Assert.Null(await grain.QuietText(null).Soon());
        Assert.Equal(8, await grain.Number(5, "abc").Soon());
        Assert.Null(await grain.Maybe(null).Soon());
        Assert.Equal(3, await grain.Maybe(3).Soon());
        Assert.Equal(Shade.Dark, await grain.Colour(Shade.Dark).Soon());
        Assert.Equal((1, "one"), await grain.Pair(1, "one").Soon());
        Assert.Equal(-4, await grain.Inherited(4).Soon());
        Assert.Equal("hey!", await grain.Plain("hey").Soon());
        var id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        var when = new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        Assert.Equal(
            $"1 2 c 1.5 {id} {when:O} 00:01:00 Light True 2.50",
            await grain.Many(1, 2, "c", 1.5, id, when, TimeSpan.FromMinutes(1), Shade.Light, true, 2.50m).Soon());
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task A_one_way_call_is_not_awaited_and_its_failure_is_not_heard(bool local)
    {
        await using var cluster = await Cluster.Start();
        var grain = (local ? cluster.Local : cluster.Client).GetGrain<IShapesGrain>("a");
        Assert.True(grain.Forget("told").IsCompletedSuccessfully);
        await cluster.Journal.Has("told");
        Assert.True(grain.ForgetFailing().IsCompletedSuccessfully);
        await cluster.Journal.Has("failing");
        Assert.Equal(1, await grain.Number(1).Soon());
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public async Task References_travel_and_stay_what_they_are(bool local)
    {
        await using var cluster = await Cluster.Start();
        var grain = (local ? cluster.Local : cluster.Client).GetGrain<IShapesGrain>("a");
        var self = await grain.Self().Soon();
        Assert.Equal(grain, self);
        Assert.Equal("a", await grain.KeyOf(self).Soon());
        Assert.Equal(3, await self.Number(3).Soon());
        Assert.Equal(GrainId.Create("shapes", "a"), await grain.Identity().Soon());
    }

    [Fact]
    public async Task A_grain_itself_may_not_cross_a_call()
    {
        await using var cluster = await Cluster.Start();
        var failure = await Assert.ThrowsAsync<CodecNotFoundException>(() => cluster.Local.GetGrain<IShapesGrain>("a").Instance().Soon());
        Assert.Contains(typeof(ShapesGrain).FullName!, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Instance", failure.Message, StringComparison.Ordinal);
    }
}
