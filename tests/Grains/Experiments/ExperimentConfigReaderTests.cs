using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

public class ExperimentConfigReaderTests
{
    private static string Problems(params (string Key, string? Json)[] changes)
    {
        var binding = SmallExperiment.Bind(changes);
        Assert.Null(binding.Value);
        return string.Join('\n', binding.Errors.Select(error => $"{error.Key}: {error.Message}"));
    }

    [Fact]
    public void A_config_binds_without_a_note()
    {
        var binding = SmallExperiment.Bind();

        Assert.Empty(binding.Errors);
        Assert.Empty(binding.Notes);
        Assert.Equal(("CartPole-v0", 400, 2), (binding.Value!.EnvName, binding.Value.NumTrainTransitions, binding.Value.Collection.Collectors));
        Assert.Equal(["0", "1"], binding.Value.Model.ActionNames.AsEnumerable());
        Assert.Equal(0.99, binding.Value.Model.Discount);
    }

    [Fact]
    public void A_model_that_leaves_its_actions_out_has_those_of_the_environment()
    {
        var config = SmallExperiment.Config(("model", """{ "ParametricDQN": {} }"""));

        Assert.Equal(["0", "1"], config.Model.ActionNames.AsEnumerable());
        Assert.Equal(["0", "1"], SmallExperiment.Configs.Read(SmallExperiment.Configs.Write(config)).Model.ActionNames.AsEnumerable());
        Assert.Contains("the model names no actions", Problems(("model", """{ "ParametricDQN": {} }"""), ("env_name", "\"Pendulum-v0\"")), StringComparison.Ordinal);
        Assert.Contains("the model names no actions", Problems(("model", """{ "ParametricDQN": {} }"""), ("env_name", null), ("episodes", """["logs"]""")), StringComparison.Ordinal);
    }

    [Fact]
    public void Canonical_json_reads_back_to_the_same_text()
    {
        var json = SmallExperiment.Configs.Write(SmallExperiment.Config());

        Assert.Equal(json, SmallExperiment.Configs.Write(SmallExperiment.Configs.Read(json)));
    }

    [Fact]
    public void The_json_of_a_model_reads_back_to_the_same_text_and_names_the_model()
    {
        var model = SmallExperiment.Config().Model;
        var json = SmallExperiment.Configs.WriteModel(model);

        Assert.Equal(json, SmallExperiment.Configs.WriteModel(SmallExperiment.Configs.ReadModel(json)));
        Assert.Equal("DiscreteDQN", SmallExperiment.Configs.NameOf(model));
    }

    [Fact]
    public void Equal_configs_have_equal_texts_and_others_have_not()
    {
        var spelledOut = SmallExperiment.Configs.Write(SmallExperiment.Config(("timeline.add_terminal_state_row", "true")));

        Assert.Equal(SmallExperiment.Configs.Write(SmallExperiment.Config()), spelledOut);
        Assert.NotEqual(SmallExperiment.Configs.Write(SmallExperiment.Config(("seed", "2"))), spelledOut);
    }

    [Fact]
    public void A_verdict_cannot_be_required_of_an_experiment_that_gives_none() => Assert.Contains(
        "a verdict is required, but none is given",
        Problems(("estimation.required_verdict", "\"better\""), ("input_table_spec.eval_table_sample", "0")),
        StringComparison.Ordinal);

    [Fact]
    public void Without_environment_and_without_episodes_there_is_nothing_to_learn_from()
    {
        var problems = Problems(("env_name", null));

        Assert.Contains("env_name", problems, StringComparison.Ordinal);
        Assert.Contains("episodes", problems, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_may_not_exceed_all_episodes()
    {
        var problems = Problems(("input_table_spec.table_sample", "90"), ("input_table_spec.eval_table_sample", "20"));

        Assert.Contains("eval_table_sample", problems, StringComparison.Ordinal);
        Assert.Contains("110", problems, StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_go_by_position_so_there_are_as_many_as_the_environment_has()
    {
        const string Key = "model.DiscreteDQN.trainer_param.actions";
        Assert.Empty(SmallExperiment.Bind((Key, "[\"101\", \"102\"]")).Errors);
        Assert.Contains("CartPole-v0 has 2: 0, 1", Problems((Key, "[\"0\", \"1\", \"2\"]")), StringComparison.Ordinal);
        Assert.Contains("in another order", Problems((Key, "[\"1\", \"0\"]")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_environment_is_answered_with_the_nearest_one() =>
        Assert.Contains("did you mean 'CartPole-v0'?", Problems(("env_name", "\"CartPol-v0\"")), StringComparison.Ordinal);

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var problems = Problems(("timeline.max_quarantined_share", "2"), ("timeline.shards", "0"));

        Assert.Contains("max_quarantined_share", problems, StringComparison.Ordinal);
        Assert.Contains("shards", problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, 1, 0)]
    [InlineData(null, "10", 0.9, 0.1)]
    [InlineData("50", "25", 0.5, 0.25)]
    [InlineData("80", null, 0.8, 0)]
    public void Shares_are_fractions_of_the_episodes(string? trained, string? heldOut, double expectedTrained, double expectedHeldOut)
    {
        var spec = SmallExperiment.Config(("input_table_spec.table_sample", trained), ("input_table_spec.eval_table_sample", heldOut)).InputTableSpec;

        Assert.Equal((expectedTrained, expectedHeldOut), (spec.Trained, spec.HeldOut));
    }

    [Fact]
    public void Without_held_out_episodes_nothing_is_estimated()
    {
        Assert.True(SmallExperiment.Config().Estimates);
        Assert.False(SmallExperiment.Config(("input_table_spec.eval_table_sample", "0")).Estimates);
    }
}
