using FsCheck;
using FsCheck.Fluent;
using ReAgent.Client.Configuration;
using ReAgent.Contracts.Configuration;
using Xunit;

namespace ReAgent.Client.Tests.Configuration;

public class YamlTreeTests
{
    [Fact]
    public void Every_node_knows_its_line_and_column()
    {
        var root = Map(YamlTree.Parse("# comment\nmodel:\n  DQN: {lr: 0.1}\n  sizes:\n    - 64\n    - '32'\n", "x.yaml"));

        var model = Map(root["model"]);
        Assert.Equal("x.yaml:2:1", root.Entries[0].KeyPosition.ToString());
        Assert.Equal("x.yaml:3:3", model.Position.ToString());
        Assert.Equal("x.yaml:3:9", Map(model["DQN"]).Entries[0].KeyPosition.ToString());
        Assert.Equal("x.yaml:3:13", Map(model["DQN"])["lr"]!.Position.ToString());
        var sizes = Assert.IsType<ConfigList>(model["sizes"]);
        Assert.Equal("x.yaml:6:7", sizes.Items[1].Position.ToString());
        Assert.Equal([false, true], sizes.Items.Cast<ConfigScalar>().Select(item => item.Quoted));
    }

    [Theory]
    [InlineData("x:", "", false)]
    [InlineData("x: ~", "~", false)]
    [InlineData("x: ''", "", true)]
    [InlineData("x: \"a\\tb\"", "a\tb", true)]
    [InlineData("x: !!str 1", "1", true)]
    [InlineData("x: |\n  two\n  lines\n", "two\nlines\n", true)]
    [InlineData("x: 1e-3 # note", "1e-3", false)]
    public void Scalars_keep_their_text_and_whether_they_are_quoted(string yaml, string text, bool quoted)
    {
        var scalar = Assert.IsType<ConfigScalar>(Map(YamlTree.Parse(yaml, "x.yaml"))["x"]);

        Assert.Equal((text, quoted), (scalar.Text, scalar.Quoted));
    }

    [Fact]
    public void Anchors_and_merge_keys_are_resolved_and_own_keys_come_first()
    {
        var root = Map(YamlTree.Parse("base: &b {lr: 1, size: 2}\nmore: &m {size: 3, bias: 4}\nnet:\n  <<: [*b, *m]\n  lr: 9\ncopy: *b\n", "x.yaml"));

        var net = Map(root["net"]);
        Assert.Equal(["lr=9", "size=2", "bias=4"], net.Entries.Select(entry => $"{entry.Key}={((ConfigScalar)entry.Value).Text}"));
        Assert.Equal("x.yaml:1:18", net.Entries[1].KeyPosition.ToString());
        Assert.Same(root["base"], root["copy"]);
    }

    [Fact]
    public void A_key_given_twice_is_kept_for_the_binder_to_report() =>
        Assert.Equal(["a", "a"], Map(YamlTree.Parse("a: 1\na: 2\n", "x.yaml")).Entries.Select(entry => entry.Key));

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n", "x.yaml:")]
    [InlineData("a: *nothing\n", "x.yaml:1:4: there is no anchor '&nothing' before '*nothing'")]
    [InlineData("? [a]\n: 1\n", "x.yaml:1:3: a key is a list or a map; keys are text or numbers")]
    [InlineData("<<: 1\n", "x.yaml:1:5: '<<' merges maps; it was given something else")]
    public void Text_that_is_not_yaml_is_an_error_with_its_place(string yaml, string message) =>
        Assert.StartsWith(message, Assert.Throws<ConfigException>(() => YamlTree.Parse(yaml, "x.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_text_is_a_tree_or_an_error() => Prop.ForAll(
        Gen.Elements("a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ", ", "'", "\"", "&x ", "*x", "<<", "#", "|\n", "? ", "!t ", "%", "\t", "---\n").ListOf().ToArbitrary(),
        parts =>
        {
            try
            {
                return YamlTree.Parse(string.Concat(parts), "x.yaml") is not null;
            }
            catch (ConfigException exception)
            {
                return exception.Message.StartsWith("x.yaml", StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_tab_is_pointed_out() =>
        Assert.Contains("Line 2 is indented with a tab; YAML wants spaces.", Assert.Throws<ConfigException>(() => YamlTree.Parse("a:\n\tb: 1\n", "x.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_value_of_an_option_is_named_by_the_option()
    {
        var list = Assert.IsType<ConfigList>(YamlTree.ParseValue("[64, 32]", "--set sizes=[64, 32]"));

        Assert.Equal("--set sizes=[64, 32]", list.Items[0].Position.ToString());
    }

    private static ConfigMap Map(ConfigNode? node) => Assert.IsType<ConfigMap>(node);
}
