using ReAgent.Contracts.Configuration;
using Xunit;

namespace ReAgent.Contracts.Tests.Configuration;

public class ConfigOverrideTests
{
    private static readonly ConfigCatalog Catalog = new(typeof(ExampleConfig).Assembly);

    [Fact]
    public void A_value_is_replaced_and_missing_maps_are_made()
    {
        var tree = FlowText.Parse("{model: {DiscreteDQN: {trainer_param: {actions: [a, b], rl: {gamma: 0.5}}}}}");
        tree = Set(tree, "model.DiscreteDQN.trainer_param.rl.gamma", "0.95");
        tree = Set(tree, "model.DiscreteDQN.trainer_param.optimizer.Adam.lr", "0.1");
        tree = Set(tree, "model.DiscreteDQN.trainer_param.actions[1]", "c");
        tree = Set(tree, "metric_reward_values.x", "2");

        var config = new ConfigBinder(Catalog).Bind<ExampleConfig>(tree).Require();

        var trainer = Assert.IsType<DqnModel>(config.Model).TrainerParam;
        Assert.Equal(0.95, trainer.Rl.Gamma);
        Assert.Equal<string>(["a", "c"], trainer.Actions);
        Assert.Equal(0.1, Assert.IsType<Adam>(trainer.Optimizer).Lr);
        Assert.Equal(2, config.MetricRewardValues!["x"]);
    }

    [Fact]
    public void An_unknown_key_is_reported_at_the_option_that_gave_it_after_the_file()
    {
        var tree = Set(FlowText.Parse("{model: {SAC: {}}, sed: 1}"), "model.SAC.entropy_temperatur", "1");

        Assert.Equal(
            ["x.yaml:1:20", "--set model.SAC.entropy_temperatur=1"],
            new ConfigBinder(Catalog).Bind<ExampleConfig>(tree).Errors.Select(error => error.Position.ToString()));
    }

    [Theory]
    [InlineData("seed.x", "seed is the number 1 (at x.yaml:1:8), so it has no key 'x'")]
    [InlineData("actions.2", "actions is a list and has no item '2'; its items are 0 to 1. To replace the whole list, write actions=[…]")]
    [InlineData("actions.x.y", "actions is a list and has no item 'x'; its items are 0 to 1. To replace the whole list, write actions=[…]")]
    [InlineData("a..b", "'a..b' is not a path of keys; write it like model.DiscreteDQN.trainer_param.rl.gamma=0.95")]
    [InlineData("", "'' is not a path of keys; write it like model.DiscreteDQN.trainer_param.rl.gamma=0.95")]
    public void A_path_that_leads_nowhere_is_explained(string path, string message)
    {
        var exception = Assert.Throws<ConfigException>(() => Set(FlowText.Parse("{seed: 1, actions: [a, b]}"), path, "1"));

        Assert.Equal($"--set {path}=1: {message}", exception.Message);
    }

    [Fact]
    public void An_empty_file_counts_as_an_empty_map() =>
        Assert.Equal("1", Assert.IsType<ConfigScalar>(((ConfigMap)Set(new ConfigScalar(default, ""), "seed", "1"))["seed"]).Text);

    private static ConfigNode Set(ConfigNode tree, string path, string value) =>
        ConfigOverride.Set(tree, path, new ConfigScalar(new($"--set {path}={value}"), value));
}
