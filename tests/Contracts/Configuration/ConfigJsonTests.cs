using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Configuration;
using Xunit;

namespace ReAgent.Contracts.Tests.Configuration;

public class ConfigJsonTests
{
    private static readonly ConfigCatalog Catalog = new(typeof(ExampleConfig).Assembly);

    [Fact]
    public void Canonical_json_has_every_key_in_the_order_of_declaration_and_no_key_without_effect()
    {
        var config = Read("""{"seed": 7, "model": {"DiscreteDQN": {"trainer_param": {"actions": ["0", 1], "reward_boost": {"1": 1, "0": 0.5}, "rl": {"gamma": 1e-5}}}}, "pool_type": "x"}""");

        Assert.Equal(
            """{"env_name":"CartPole-v0","model":{"DiscreteDQN":{"trainer_param":{"actions":["0","1"],"rl":{"gamma":1E-05,"target_update_rate":0.001,"q_network_loss":"mse","multi_steps":null},"double_q_learning":true,"minibatch_size":1024,"optimizer":{"Adam":{"lr":0.001,"betas":[0.9,0.999]}},"reward_boost":{"0":0.5,"1":1}},"action_float_features":[]}},"num_epochs":20,"seed":7,"passing_score_bar":null,"feature_overrides":{},"metric_reward_values":null}""",
            ConfigJson.Write(config, Catalog));
    }

    [Fact]
    public void What_was_written_reads_back_to_the_same_text() => Prop.ForAll(
        Configs().ToArbitrary(),
        config =>
        {
            var json = ConfigJson.Write(config, Catalog);
            return ConfigJson.Write(ConfigJson.Read<ExampleConfig>(json, Catalog), Catalog) == json;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_file_does_not_matter() => Assert.Equal(
        ConfigJson.Write(Read("""{"seed": 1, "model": {"SAC": {}}, "feature_overrides": {"10": "enum", "9": "box_cox"}}"""), Catalog),
        ConfigJson.Write(Read("""{"feature_overrides": {"9": "BOXCOX", "10": "enum"}, "model": {"SAC": {"entropy_temperature": 0.010}}, "seed": 1}"""), Catalog));

    [Fact]
    public void Infinity_survives()
    {
        var json = ConfigJson.Write<ExampleModel>(new SacModel { EntropyTemperature = double.PositiveInfinity }, Catalog);

        Assert.Equal("""{"SAC":{"entropy_temperature":".inf"}}""", json);
        Assert.Equal(double.PositiveInfinity, Assert.IsType<SacModel>(ConfigJson.Read<ExampleModel>(json, Catalog)).EntropyTemperature);
    }

    [Fact]
    public void Positions_are_lines_and_columns_in_characters()
    {
        var exception = Assert.Throws<ConfigException>(() => Read("{\n  \"env_name\": \"ü\", \"sed\": 1,\n \"model\": {\"SAC\": {}}}"));

        Assert.StartsWith("json:2:20: unknown key 'sed'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_json_is_an_error_with_its_place()
    {
        var exception = Assert.Throws<ConfigException>(() => Read("{\n \"a\": }"));

        Assert.StartsWith("json:2:7: this is not JSON: ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", exception.Message, StringComparison.Ordinal);
    }

    private static ExampleConfig Read(string json) => ConfigJson.Read<ExampleConfig>(json, Catalog);

    private static Gen<ExampleConfig> Configs() =>
        from seed in ArbMap.Default.GeneratorFor<ulong>()
        from name in ArbMap.Default.GeneratorFor<NonNull<string>>()
        from bar in ArbMap.Default.GeneratorFor<NormalFloat>()
        from temperature in ArbMap.Default.GeneratorFor<NormalFloat>()
        from keys in ArbMap.Default.GeneratorFor<int[]>()
        select new ExampleConfig
        {
            Seed = seed,
            EnvName = name.Get,
            PassingScoreBar = bar.Get,
            Model = new SacModel { EntropyTemperature = Math.Abs(temperature.Get) + double.Epsilon },
            FeatureOverrides = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
                keys.Distinct().Select(key => KeyValuePair.Create(key, (FeatureKind)(Math.Abs(key % 3))))),
        };
}
