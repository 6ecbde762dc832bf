using ReAgent.Contracts.Work;
using Xunit;

namespace ReAgent.Contracts.Tests.Work;

public class WorkItemTests
{
    private static readonly WorkItem Item = new(
        "timeline-shard/1", 2, 8, 42, """{"shards":8}""", [new FileReference("outputs/x/episodes/0.parquet", 100, 4096, "ab12")], "outputs/x");

    [Fact]
    public void An_identity_is_32_hexadecimal_digits_and_never_changes() => Assert.Equal("4ce2b2471adee26423ff5e7dfdae465a", Item.Id());

    [Fact]
    public void Where_files_lie_is_not_part_of_the_identity() => Assert.Equal(
        Item.Id(),
        (Item with { Folder = "elsewhere", Inputs = [new FileReference("elsewhere/0.parquet", 100, 4096, "ab12")] }).Id());

    [Fact]
    public void Everything_that_the_output_depends_on_is_part_of_the_identity()
    {
        WorkItem[] others =
        [
            Item,
            Item with { Kind = "timeline-shard/2" },
            Item with { Index = 3 },
            Item with { Count = 9 },
            Item with { Seed = 43 },
            Item with { Options = """{"shards":9}""" },
            Item with { Inputs = [Item.Inputs[0] with { Sha256 = "ab13" }] },
            Item with { Inputs = [] },
            Item with { Inputs = [Item.Inputs[0], Item.Inputs[0]] },
        ];

        Assert.Equal(others.Length, others.Select(item => item.Id()).Distinct().Count());
    }
}
