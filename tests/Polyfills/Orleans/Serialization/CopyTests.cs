using Orleans;
using Orleans.Serialization;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Serialization;

[GenerateSerializer, Immutable]
public sealed class FrozenBag
{
    [Id(0)]
    public List<int> Items { get; init; } = [];
}

public interface IKeepingGrain : IGrainWithStringKey
{
    Task<bool> IsSame(Node node, [Immutable] Node shared, FrozenBag bag);

    Task<Node> Keep(Node node);

    Task<Node> Kept();

    Task Take(IReadOnlyList<int> numbers);

    Task<IReadOnlyList<int>> Give(bool plain);

    Task TakeAnything(object anything);
}

public class KeepingGrain(Journal journal) : Grain, IKeepingGrain
{
    private Node kept = new();

    public Task<bool> IsSame(Node node, Node shared, FrozenBag bag)
    {
        node.Label = "changed";
        shared.Label = "changed";
        bag.Items.Add(1);
        return Task.FromResult(true);
    }

    public Task<Node> Keep(Node node) => Task.FromResult(kept = node);

    public Task<Node> Kept() => Task.FromResult(kept);

    public Task Take(IReadOnlyList<int> numbers)
    {
        journal.Write("taken");
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<int>> Give(bool plain)
    {
        IReadOnlyList<int> list = new List<int> { 1 };
        IReadOnlyList<int> expression = [1, 2, 3];
        return Task.FromResult(plain ? list : expression);
    }

    public Task TakeAnything(object anything) => Task.CompletedTask;
}

public class CopyTests(SerializerFixture serializer) : IClassFixture<SerializerFixture>
{
    [Fact]
    public async Task Arguments_and_results_are_copied_unless_they_are_immutable()
    {
        await using var cluster = await Cluster.Start();
        var grain = cluster.Local.GetGrain<IKeepingGrain>("a");
        var (node, shared, bag) = (new Node(), new Node(), new FrozenBag());
        await grain.IsSame(node, shared, bag).Soon();
        Assert.Equal("", node.Label);
        Assert.Equal("changed", shared.Label);
        Assert.Equal([1], bag.Items);
        var result = await grain.Keep(new() { Label = "kept" }).Soon();
        result.Label = "changed by the caller";
        Assert.Equal("kept", (await grain.Kept().Soon()).Label);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_type_that_may_not_cross_is_named_with_the_argument_that_holds_it(bool local)
    {
        await using var cluster = await Cluster.Start();
        var grain = (local ? cluster.Local : cluster.Client).GetGrain<IKeepingGrain>("a");
        var failure = await Assert.ThrowsAsync<CodecNotFoundException>(() => grain.TakeAnything(new NotSerializable()).Soon());
        Assert.Contains(nameof(NotSerializable), failure.Message, StringComparison.Ordinal);
        Assert.Contains("argument 'anything' of", failure.Message, StringComparison.Ordinal);
        Assert.Contains("IKeepingGrain.TakeAnything", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collection_expression_behind_an_interface_may_not_cross(bool local)
    {
        await using var cluster = await Cluster.Start();
        var grain = (local ? cluster.Local : cluster.Client).GetGrain<IKeepingGrain>("a");
        await Assert.ThrowsAsync<CodecNotFoundException>(() => grain.Take([1, 2, 3]).Soon());
        await Assert.ThrowsAsync<CodecNotFoundException>(() => grain.Give(plain: false).Soon());
        Assert.Equal([1], await grain.Give(plain: true).Soon());
        await grain.Take(new List<int> { 1 }).Soon();
        Assert.Equal(["taken"], cluster.Journal.Entries);
    }

    [Fact]
    public void A_member_that_may_not_cross_is_named()
    {
        foreach (var attempt in new Action[]
        {
            () => serializer.Copier.Copy(new Holder(new NotSerializable())),
            () => serializer.Serializer.SerializeToArray(new Holder(new NotSerializable())),
        })
        {
            var failure = Assert.Throws<CodecNotFoundException>(attempt);
            Assert.Contains($"{nameof(Holder)}.{nameof(Holder.Content)}", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Only_numbered_members_are_copied()
    {
        var copy = serializer.Copier.Copy(new Node { Label = "a", NotNumbered = "changed" });
        Assert.Equal(("a", "fresh"), (copy.Label, copy.NotNumbered));
    }
}
