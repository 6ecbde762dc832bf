using ReAgent.Data.Work;
using Xunit;

namespace ReAgent.Data.Tests.Work;

public sealed class DataRootTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-root-").FullName;

    public DataRootTests()
    {
        Directory.CreateDirectory(At("root/inside"));
        Directory.CreateDirectory(At("outside"));
        Directory.CreateSymbolicLink(At("root/in"), At("root/inside"));
        Directory.CreateSymbolicLink(At("root/out"), At("outside"));
        Directory.CreateSymbolicLink(At("root/round"), At("root/round"));
        Directory.CreateSymbolicLink(At("root/inside/up"), "../..");
        Directory.CreateSymbolicLink(At("linked"), At("root"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    [Theory]
    [InlineData("../outside")]
    [InlineData("inside/../../root2")]
    [InlineData("/etc")]
    public void A_path_whose_text_leaves_the_root_is_refused_by_every_root(string path)
    {
        Assert.Throws<InvalidOperationException>(() => new DataRoot(At("root")).Resolve(path));
        Assert.Throws<InvalidOperationException>(() => new DataRoot(At("root"), confinesLinks: true).Resolve(path));
    }

    [Theory]
    [InlineData("out", "out")]
    [InlineData("out/deeper/file", "out")]
    [InlineData("inside/up/x", "inside/up")]
    [InlineData("in/up/x", "in/up")]
    [InlineData("round", "round")]
    public void A_link_that_leads_out_is_refused_and_named_where_links_are_confined(string path, string link)
    {
        Assert.Equal(At(Path.Combine("root", path)), new DataRoot(At("root")).Resolve(path));

        var refusal = Assert.Throws<InvalidOperationException>(() => new DataRoot(At("root"), confinesLinks: true).Resolve(path));
        Assert.Contains($"by the link '{link}'", refusal.Message);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("linked")]
    public void A_link_that_stays_inside_is_followed_even_when_the_root_is_a_link_itself(string root)
    {
        var confined = new DataRoot(At(root), confinesLinks: true);

        Assert.Equal(At(Path.Combine(root, "in/x")), confined.Resolve("in/x"));
        Assert.Equal(At(Path.Combine(root, "not/there/yet")), confined.Resolve("not/there/yet"));
        Assert.Throws<InvalidOperationException>(() => confined.Resolve("out/x"));
    }
}
