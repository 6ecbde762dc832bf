using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Work;

public class WorkCatalogTests
{
    private static ScriptedWork Of(string kind) => new(_ => throw new InvalidOperationException(kind), kind);

    [Fact]
    public void Work_is_found_by_its_kind()
    {
        var train = Of("train/1");

        Assert.Same(train, new WorkCatalog([Of("collect/1"), train]).Get("train/1"));
    }

    [Fact]
    public void An_unknown_kind_is_named_together_with_the_known_ones()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new WorkCatalog([Of("train/1"), Of("collect/1")]).Get("train/2"));

        Assert.Contains("'train/2'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("collect/1, train/1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_kind_has_one_work() => Assert.Throws<ArgumentException>(() => new WorkCatalog([Of("train/1"), Of("train/1")]));
}
