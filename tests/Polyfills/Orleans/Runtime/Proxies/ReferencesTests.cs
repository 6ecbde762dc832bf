using Orleans;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Proxies;

public interface IAmbiguousGrain : IGrainWithIntegerKey
{
    Task<string> Who();
}

public class FirstAmbiguousGrain : Grain, IAmbiguousGrain
{
    public Task<string> Who() => Task.FromResult("first");
}

public class SecondAmbiguousGrain : Grain, IAmbiguousGrain
{
    public Task<string> Who() => Task.FromResult("second");
}

[DefaultGrainType("preferred")]
public interface IPreferringGrain : IGrainWithIntegerKey
{
    Task<string> Who();
}

[GrainType("preferred")]
public class OnePreferringGrain : Grain, IPreferringGrain
{
    public Task<string> Who() => Task.FromResult("preferred");
}

public class OtherPreferringGrain : Grain, IPreferringGrain
{
    public Task<string> Who() => Task.FromResult("other");
}

public interface IUnimplementedGrain : IGrainWithIntegerKey
{
    Task Nothing();
}

public interface IKeyGrain : IGrainWithIntegerKey, IGrainWithGuidKey, IGrainWithIntegerCompoundKey, IGrainWithGuidCompoundKey
{
    Task<string> Key();
}

public class KeyGrain : Grain, IKeyGrain
{
    public Task<string> Key()
    {
        string? extension;
        return Task.FromResult(this.IsPrimaryKeyBasedOnLong()
            ? $"{this.GetPrimaryKeyLong(out extension)} {extension}"
            : $"{this.GetPrimaryKey(out extension)} {extension}");
    }
}

public interface IBrokenGrain : IGrainWithIntegerKey
{
    Task Take(ref int number);
}

internal interface IHiddenGrain : IGrainWithIntegerKey
{
    Task<HiddenAnswer> Ask(int number);
}

[GenerateSerializer]
internal sealed record HiddenAnswer(int Number);

internal sealed class HiddenGrain : Grain, IHiddenGrain
{
    public Task<HiddenAnswer> Ask(int number) => Task.FromResult(new HiddenAnswer(number));
}

public class PocoGrain(IGrainContext context) : IGrainBase, IPocoGrain
{
    public IGrainContext GrainContext { get; } = context;

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
}

public interface IPocoGrain : IGrainWithStringKey
{
    Task<string> Key();
}

public class ReferencesTests
{
    [Fact]
    public async Task Keys_of_every_kind_reach_the_grain()
    {
        await using var cluster = await Cluster.Start();
        var id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        Assert.Equal("-7 ", await cluster.Client.GetGrain<IKeyGrain>(-7).Key().Soon());
        Assert.Equal($"{long.MinValue} x", await cluster.Client.GetGrain<IKeyGrain>(long.MinValue, "x", null).Key().Soon());
        Assert.Equal($"{id} ", await cluster.Client.GetGrain<IKeyGrain>(id).Key().Soon());
        Assert.Equal($"{id} a+b", await cluster.Client.GetGrain<IKeyGrain>(id, "a+b", null).Key().Soon());
    }

    [Fact]
    public async Task Several_implementations_are_told_apart_by_prefix_or_attribute()
    {
        await using var cluster = await Cluster.Start();
        var failure = Assert.Throws<ArgumentException>(() => cluster.Client.GetGrain<IAmbiguousGrain>(0));
        Assert.Contains(nameof(FirstAmbiguousGrain), failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(SecondAmbiguousGrain), failure.Message, StringComparison.Ordinal);
        var prefix = typeof(SecondAmbiguousGrain).FullName;
        Assert.Equal("second", await cluster.Client.GetGrain<IAmbiguousGrain>(0, prefix).Who().Soon());
        Assert.Equal("preferred", await cluster.Client.GetGrain<IPreferringGrain>(0).Who().Soon());
        Assert.Equal("other", await cluster.Client.GetGrain<IPreferringGrain>(GrainId.Create("otherpreferring", "0")).Who().Soon());
    }

    [Fact]
    public async Task An_interface_without_implementation_or_with_an_impossible_method_is_refused_by_name()
    {
        await using var cluster = await Cluster.Start();
        Assert.Contains(
            nameof(IUnimplementedGrain),
            Assert.Throws<ArgumentException>(() => cluster.Client.GetGrain<IUnimplementedGrain>(0)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "IBrokenGrain.Take",
            Assert.Throws<NotSupportedException>(() => cluster.Client.GetGrain<IBrokenGrain>(GrainId.Create("broken", "0"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_are_equal_when_they_name_the_same_grain()
    {
        await using var cluster = await Cluster.Start();
        var one = cluster.Client.GetGrain<IKeyGrain>(1);
        Assert.Equal(one, cluster.Client.GetGrain<IKeyGrain>(1));
        Assert.Equal(one.GetHashCode(), cluster.Client.GetGrain<IKeyGrain>(1).GetHashCode());
        Assert.NotEqual(one, cluster.Client.GetGrain<IKeyGrain>(2));
        Assert.Equal("key/1", one.GetGrainId().ToString());
        Assert.Equal(one.GetGrainId(), GrainId.Parse("key/1"));
        Assert.Equal(one, cluster.Client.GetGrain(typeof(IKeyGrain), 1L));
    }

    [Fact]
    public async Task Internal_interfaces_and_grains_without_the_base_class_work()
    {
        await using var cluster = await Cluster.Start();
        Assert.Equal(new(4), await cluster.Client.GetGrain<IHiddenGrain>(0).Ask(4).Soon());
        Assert.Equal("p", await cluster.Client.GetGrain<IPocoGrain>("p").Key().Soon());
    }

    [Fact]
    public void Identities_read_what_they_write()
    {
        var silo = SiloAddress.New(System.Net.IPAddress.Loopback, 11111, 42);
        Assert.Equal("127.0.0.1:11111@42", silo.ToParsableString());
        Assert.Equal(silo, SiloAddress.FromParsableString(silo.ToParsableString()));
        var six = SiloAddress.New(System.Net.IPAddress.IPv6Loopback, 11111, 42);
        Assert.Equal(six, SiloAddress.FromParsableString(six.ToParsableString()));
        Assert.Throws<FormatException>(() => SiloAddress.FromParsableString("nowhere"));
        Assert.Throws<FormatException>(() => GrainId.Parse("no-slash"));
        Assert.True(GrainId.TryParse("a/b/c", out var id));
        Assert.Equal("b/c", id.Key.ToString());
    }
}
