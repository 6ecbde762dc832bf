using FsCheck;
using FsCheck.Fluent;
using ReAgent.Client.Configuration;
using ReAgent.Contracts.Configuration;
using Xunit;

namespace ReAgent.Client.Tests.Configuration;

public class SampleRoundTripTests
{
    private static readonly ConfigCatalog Catalog = new(typeof(SmallConfig).Assembly);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("true")]
    [InlineData("007")]
    [InlineData("a: b")]
    [InlineData("- a")]
    [InlineData("a #b")]
    [InlineData("'quoted'")]
    [InlineData("tab\tand\nline")]
    [InlineData("a\n")]
    [InlineData("7\n")]
    [InlineData(" spaces ")]
    [InlineData("é漢😀")]
    [InlineData("--- ")]
    [InlineData("...")]
    public void Text_in_a_sample_reads_back_as_it_was(string text) => Assert.Equal(text, ReadBack(new SmallConfig { ExperimentName = text }).ExperimentName);

    [Fact]
    public void A_sample_reads_back_to_an_equal_config() => Prop.ForAll<NonNull<string>[], ulong>((actions, seed) =>
    {
        var config = new SmallConfig { Seed = seed, Trainer = new SmallTrainer { Actions = [.. actions.Select(action => action.Get)], Gamma = 1.0 / (1 + (seed % 1000)) } };
        return ConfigJson.Write(ReadBack(config), Catalog) == ConfigJson.Write(config, Catalog);
    }).QuickCheckThrowOnFailure();

    private static SmallConfig ReadBack(SmallConfig config) =>
        new ConfigBinder(Catalog).Bind<SmallConfig>(YamlTree.Parse(ConfigSample.Write(config, Catalog), "sample.yaml")).Require();
}
