using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Configuration;
using Xunit;

namespace ReAgent.Contracts.Tests.Configuration;

public class ConfigBinderTests
{
    private static readonly ConfigCatalog Catalog = new(typeof(ExampleConfig).Assembly);

    [Fact]
    public void Keys_are_snake_case_and_what_is_not_given_keeps_its_default()
    {
        var config = Bind("""{model: {DiscreteDQN: {trainer_param: {actions: [0, 1], rl: {gamma: 0.99}}}}, num_epochs: 3}""").Require();

        var trainer = Assert.IsType<DqnModel>(config.Model).TrainerParam;
        Assert.Equal<string>(["0", "1"], trainer.Actions);
        Assert.Equal(0.99, trainer.Rl.Gamma);
        Assert.Equal(0.001, trainer.Rl.TargetUpdateRate);
        Assert.Equal(new Adam().Lr, Assert.IsType<Adam>(trainer.Optimizer).Lr);
        Assert.Equal(3, config.NumEpochs);
        Assert.Equal("CartPole-v0", config.EnvName);
        Assert.Null(config.PassingScoreBar);
    }

    [Fact]
    public void Every_kind_of_value_is_bound()
    {
        var config = Bind("""
            {model: {DiscreteDQN: {
                trainer_param: {actions: [left, true], minibatch_size: 1e3, reward_boost: {left: 2}, optimizer: {Adam: {learning_rate: 1_000, betas: [0.5, 1]}}},
                action_float_features: [[0, 0], [1, wind]]}},
             seed: 18446744073709551615, passing_score_bar: -1000, feature_overrides: {3: BOXCOX, 0x10: enum},
             metric_reward_values: {clicks: 0.5}, env_name: 7}
            """).Require();

        var model = Assert.IsType<DqnModel>(config.Model);
        Assert.Equal<string>(["left", "true"], model.TrainerParam.Actions);
        Assert.Equal(1000, model.TrainerParam.MinibatchSize);
        Assert.Equal(2f, model.TrainerParam.RewardBoost["left"]);
        Assert.Equal(1000, Assert.IsType<Adam>(model.TrainerParam.Optimizer).Lr);
        Assert.Equal<(int, string)>([(0, "0"), (1, "wind")], model.ActionFloatFeatures);
        Assert.Equal(ulong.MaxValue, config.Seed);
        Assert.Equal(-1000, config.PassingScoreBar);
        Assert.Equal([KeyValuePair.Create(3, FeatureKind.BoxCox), KeyValuePair.Create(16, FeatureKind.Enumerated)], config.FeatureOverrides);
        Assert.Equal(0.5, config.MetricRewardValues!["clicks"]);
        Assert.Equal("7", config.EnvName);
    }

    [Fact]
    public void A_member_without_a_body_and_a_record_without_keys_take_their_defaults()
    {
        var config = Bind("{model: {SAC: null}}").Require();

        Assert.Equal(new SacModel(), config.Model);
    }

    [Fact]
    public void All_errors_are_reported_at_once_in_the_order_of_the_lines()
    {
        var binding = Bind("""
            {
              "env_nam": "CartPole-v0",
              "model": {"DiscreteDQN": {"trainer_param": {
                "actions": [0],
                "rl": {"gamma": 1.5, "target_update_rat": 0.1, "q_network_loss": "hubert", "multi_steps": 2.5},
                "gamma": 0.9,
                "optimizer": {"Adm": {}},
                "double_q_learning": "yes",
                "minibatch_size": 3000000000
              }}},
              "seed": -1,
              "feature_overrides": {"a": "CONTINUOUS", "2": "boxcax"},
              "num_epochs": [20]
            }
            """);

        Assert.Null(binding.Value);
        Assert.Equal(
            """
            x.yaml:2:3: unknown key 'env_nam' at the top level; did you mean 'env_name'? Allowed: env_name, model, num_epochs, seed, passing_score_bar, feature_overrides, metric_reward_values, pool_type.
            x.yaml:4:16: model.DiscreteDQN.trainer_param.actions is a list, but must have at least 2 items
            x.yaml:5:21: model.DiscreteDQN.trainer_param.rl.gamma is 1.5, but must be from 0 to 1
            x.yaml:5:26: unknown key 'target_update_rat' in model.DiscreteDQN.trainer_param.rl; did you mean 'target_update_rate'? Allowed: gamma, target_update_rate, q_network_loss, multi_steps.
            x.yaml:5:70: model.DiscreteDQN.trainer_param.rl.q_network_loss is hubert, but must be one of mse, huber; did you mean 'huber'?
            x.yaml:5:95: model.DiscreteDQN.trainer_param.rl.multi_steps is the number 2.5, but wants a whole number, for example 32
            x.yaml:6:5: unknown key 'gamma' in model.DiscreteDQN.trainer_param; did you mean 'rl.gamma'? Allowed: actions, rl, double_q_learning, minibatch_size, optimizer, reward_boost.
            x.yaml:7:19: unknown member 'Adm' of model.DiscreteDQN.trainer_param.optimizer; did you mean 'Adam'? Allowed: Adam, SGD.
            x.yaml:8:26: model.DiscreteDQN.trainer_param.double_q_learning is the text 'yes', but wants true or false, for example true
            x.yaml:9:23: model.DiscreteDQN.trainer_param.minibatch_size is 3000000000, but must be from -2147483648 to 2147483647
            x.yaml:10:11: seed is -1, but must be from 0 to 18446744073709551615
            x.yaml:11:25: the key 'a' in feature_overrides is not a whole number
            x.yaml:11:49: feature_overrides.2 is 'boxcax', but must be one of continuous, box_cox, enum; did you mean 'box_cox'?
            x.yaml:12:17: num_epochs is a list, but wants a whole number, for example 20
            """,
            string.Join('\n', binding.Errors));
    }

    [Theory]
    [InlineData("{}", "x.yaml:1:1: missing key 'model' at the top level; it wants a map with exactly one key, which is one of DiscreteDQN, SAC, for example {DiscreteDQN: {}}")]
    [InlineData("[1]", "x.yaml:1:1: the configuration is a list, but wants a map")]
    [InlineData("{model: {}}", "x.yaml:1:2: model is an empty map, but takes exactly one key. Allowed: DiscreteDQN, SAC.")]
    [InlineData("{model: SAC}", "x.yaml:1:9: model is the text 'SAC', but wants a map with exactly one key; write {SAC: {}}. Allowed: DiscreteDQN, SAC.")]
    [InlineData("{model: {SAC: {}, DiscreteDQN: null}}", "x.yaml:1:19: model takes exactly one key, but has 'DiscreteDQN' beside 'SAC' (at x.yaml:1:10); keep one")]
    [InlineData("{model: {SAC: {}}, seed: 1, seed: 2}", "x.yaml:1:29: duplicate key 'seed' at the top level; it was given first at x.yaml:1:20")]
    [InlineData("{model: {SAC: {entropy_temperature: 0}}}", "x.yaml:1:37: model.SAC.entropy_temperature is 0, but must be more than 0")]
    [InlineData("{model: {DiscreteDQN: {}}}", "x.yaml:1:10: missing key 'trainer_param' in model.DiscreteDQN; it wants a map")]
    [InlineData("{model: {SAC: {}}, metric_reward_values: {a: 1, a: 2}}", "x.yaml:1:49: duplicate key 'a' in metric_reward_values; it was given first at x.yaml:1:43")]
    [InlineData("{model: {SAC: {}}, seed: null}", "x.yaml:1:26: seed is null, but wants a whole number, 0 or more, for example 0")]
    [InlineData("{model: {SAC: {}}, passing_score_bar: '120'}", "x.yaml:1:39: passing_score_bar is the text '120', but wants a number, for example 0.5")]
    public void An_error_names_the_place_the_finding_and_the_remedy(string text, string error) =>
        Assert.Equal(error, Assert.Single(Bind(text).Errors).ToString());

    [Theory]
    [InlineData("optimizer: {Adam: {lr: 1, learning_rate: 2}}", "x.yaml:1:82: 'learning_rate' in model.DiscreteDQN.trainer_param.optimizer.Adam is another name for 'lr', which was given at x.yaml:1:75; keep one")]
    [InlineData("optimizer: {Adam: {betas: [0.9, 2]}}", "x.yaml:1:88: model.DiscreteDQN.trainer_param.optimizer.Adam.betas[1] is 2, but must be from 0 to 1")]
    [InlineData("optimizer: {Adam: {betas: [0.9]}}", "x.yaml:1:82: model.DiscreteDQN.trainer_param.optimizer.Adam.betas is a list, but must have 2 items")]
    [InlineData("reward_boost: {b: 1, c: 1}", "x.yaml:1:77: model.DiscreteDQN.trainer_param.reward_boost.c: 'c' is not an action; actions are a, b")]
    [InlineData("rl: {gamma: 0}, optimizer: {Adam: {lr: 1}}", "x.yaml:1:91: model.DiscreteDQN.trainer_param.optimizer.Adam.lr: must be at most 0.5 for a bandit")]
    public void Rules_of_values_and_across_keys_lead_to_the_line(string trainer, string error) =>
        Assert.Equal(error, Assert.Single(Bind($"{{model: {{DiscreteDQN: {{trainer_param: {{actions: [a,b], {trainer}}}}}}}}}").Errors).ToString());

    [Fact]
    public void A_cross_rule_with_an_index_leads_to_the_item() => Assert.Equal(
        "x.yaml:1:54: model.DiscreteDQN.trainer_param.actions[1]: names an action twice",
        Assert.Single(Bind("{model: {DiscreteDQN: {trainer_param: {actions: [a,  a]}}}}").Errors).ToString());

    [Fact]
    public void Keys_without_effect_are_notes()
    {
        var binding = Bind("{model_path: [anything], model: {SAC: {}}, pool_type: thread}");

        Assert.NotNull(binding.Value);
        Assert.Equal(
            [
                "x.yaml:1:2: model_path has no effect here: the policy is part of the published artifact",
                "x.yaml:1:44: pool_type has no effect here: there is no pool of readers",
            ],
            binding.Notes.Select(note => note.ToString()));
    }

    [Fact]
    public void Require_throws_everything_that_is_wrong()
    {
        var exception = Assert.Throws<ConfigException>(() => Bind("{model: {SAC: {}}, sed: 1, num_epoch: 1}").Require());

        Assert.Equal(2, exception.Problems.Length);
        Assert.Equal(2, exception.Message.Split('\n').Length);
    }

    [Fact]
    public void A_type_that_configuration_cannot_hold_is_a_fault_of_the_program()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => new ConfigBinder(Catalog).Bind<Unbindable>(FlowText.Parse("{}")));

        Assert.Contains("System.DateTime cannot be bound", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalog_lists_the_members_of_a_union() => Assert.Equal(["DiscreteDQN", "SAC"], Catalog.MembersOf(typeof(ExampleModel)));

    [Fact]
    public void Any_tree_is_a_config_or_a_list_of_errors() => Prop.ForAll(
        Gen.Sized(size => Trees(Math.Min(size, 6))).ToArbitrary(),
        tree =>
        {
            var binding = new ConfigBinder(Catalog).Bind<ExampleConfig>(tree);
            return binding.Value is null == binding.Errors.Length > 0 && binding.Errors.All(error => error.Message.Length > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    // Trees of keys that the records know, so that many paths are right and what stands there is mostly wrong.
    private static Gen<ConfigNode> Trees(int depth)
    {
        var at = new ConfigPosition("x.yaml", 1, 1);
        var scalars = Gen.Elements("", "~", "1", "-1", "0.5", "1e400", "0x", "0xFFFFFFFFFFFFFFFFFF", "0o7", "true", "yes", "mse", "BOX_COX", "é", ".inf", ".nan", "_1")
            .SelectMany(text => Gen.Elements(true, false).Select(quoted => (ConfigNode)new ConfigScalar(at, text, quoted)));
        if (depth == 0)
        {
            return scalars;
        }

        var lists = Trees(depth - 1).ListOf().Select(items => (ConfigNode)new ConfigList(at, [.. items.Take(4)]));
        var maps = Gen.Elements(
                "env_name", "model", "DiscreteDQN", "SAC", "trainer_param", "actions", "rl", "gamma", "optimizer", "Adam", "betas", "lr", "learning_rate",
                "feature_overrides", "3", "action_float_features", "reward_boost", "model_path", "metric_reward_values", "minibatch_size", "entropy_temperature", "")
            .SelectMany(key => Trees(depth - 1).Select(value => new ConfigEntry(key, at, value)))
            .ListOf()
            .Select(entries => (ConfigNode)new ConfigMap(at, [.. entries.Take(6)]));
        return Gen.Frequency((1, scalars), (1, lists), (4, maps));
    }

    private static ConfigBinding<ExampleConfig> Bind(string text) => new ConfigBinder(Catalog).Bind<ExampleConfig>(FlowText.Parse(text));

    private sealed record Unbindable
    {
        public Unbindable()
        {
        }

        public DateTime When { get; init; }
    }
}
