using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.ParametricDqn;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.ParametricDqn;

public sealed class ParametricDqnModelTests
{
    private static readonly ConfigCatalog Catalog = new(typeof(ModelOptions).Assembly);

    [Fact]
    public void The_section_of_the_original_binds_and_has_the_actions_of_the_environment()
    {
        var model = Read(
            """
            {"ParametricDQN": {
              "trainer_param": {
                "rl": {"gamma": 0.99, "target_update_rate": 0.1, "maxq_learning": true, "temperature": 1.0},
                "double_q_learning": true, "minibatches_per_step": 1,
                "optimizer": {"AdamW": {"lr": 0.001, "amsgrad": true}}},
              "net_builder": {"FullyConnected": {"sizes": [128, 64], "activations": ["leaky_relu", "leaky_relu"]}},
              "eval_parameters": {"calc_cpe_in_training": false}}}
            """);
        Assert.True(model.LacksActions);
        var played = model.ForActions(["0", "1"]);
        Assert.Equal(["0", "1"], played.ActionNames.ToArray());
        Assert.False(played.LacksActions);
        Assert.Same(played, played.ForActions(["2", "3"]));
        Assert.False(played.TrainsCpe);
        Assert.True(Assert.IsType<AdamWOptions>(model.TrainerParam.Optimizer).Amsgrad);
    }

    [Fact]
    public void Defaults_are_those_of_the_original()
    {
        var model = Read("""{"ParametricDQN": {}}""");
        Assert.Equal([128, 64], Assert.IsType<FullyConnectedCriticOptions>(model.NetBuilder).Sizes.ToArray());
        Assert.Equal((0.9, true, true), (model.Discount, model.TrainsCpe, model.TrainerParam.DoubleQLearning));
    }

    [Theory]
    [InlineData("""{"actions": ["a"]}""", "at least 2 actions")]
    [InlineData("""{"actions": ["a", "b"], "action_features": {"a": [1], "b": [1, 2]}}""", "1 (a), 2 (b)")]
    [InlineData("""{"actions": ["a", "b"], "action_features": {"a": [1], "c": [2]}}""", "actions lists a, b;")]
    [InlineData("""{"action_features": {"a": [1], "b": [2]}}""", "actions lists none;")]
    [InlineData("""{"rl": {"q_network_loss": "bce_with_logits"}}""", "gamma must be 0")]
    public void What_does_not_fit_is_told(string parameters, string message)
    {
        var error = Assert.Throws<ConfigException>(() => Read($$""" {"ParametricDQN": {"trainer_param": {{parameters}} } } """));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DiscreteDQN", """{"actions": ["a", "b"], "rl": {"gamma": 0, "q_network_loss": "bce_with_logits"}}""")]
    [InlineData("TD3", """{"rl": {"gamma": 0, "q_network_loss": "bce_with_logits"}}""")]
    public void Only_parametric_actions_have_logits(string model, string parameters)
    {
        var error = Assert.Throws<ConfigException>(() => ConfigJson.Read<ModelOptions>($$""" {"{{model}}": {"trainer_param": {{parameters}} } } """, Catalog));
        Assert.Contains("ParametricDQN alone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_other_actions_are_refused()
    {
        var model = Read("""{"ParametricDQN": {"trainer_param": {"actions": ["a", "b"]}}}""");
        var error = Assert.Throws<ArgumentException>(() => model.CreateTrainer(new(TransitionLayout.Of(ChainLog.Rows(2)), Seed: 1, CPU)));
        Assert.Contains("2 actions (a, b), but the rows have 3", error.Message, StringComparison.Ordinal);
    }

    private static ParametricDqnModel Read(string json) => Assert.IsType<ParametricDqnModel>(ConfigJson.Read<ModelOptions>(json, Catalog));
}
