using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Optimizers.Schedules;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.BehaviorCloning;
using ReAgent.Learning.Trainers.C51;
using ReAgent.Learning.Trainers.DiscreteCql;
using ReAgent.Learning.Trainers.DiscreteCrr;
using ReAgent.Learning.Trainers.Dqn;
using ReAgent.Learning.Trainers.QrDqn;
using ReAgent.Learning.Trainers.Sac;
using ReAgent.Learning.Trainers.Td3;
using Xunit;

namespace ReAgent.Learning.Tests.Trainers;

public sealed class ModelConfigTests
{
    private static readonly ConfigCatalog Catalog = new(typeof(ModelOptions).Assembly);

    [Fact]
    public void The_cartpole_sample_of_the_original_binds()
    {
        var model = Assert.IsType<DqnModel>(Read(
            """
            {"DiscreteDQN": {
              "trainer_param": {
                "actions": [0, 1],
                "rl": {"gamma": 0.99, "epsilon": 0.2, "target_update_rate": 0.1, "maxq_learning": true, "temperature": 0.35,
                  "softmax_policy": false, "q_network_loss": "mse"},
                "double_q_learning": true, "minibatch_size": 512, "minibatches_per_step": 1,
                "optimizer": {"Adam": {"lr": 0.01, "weight_decay": 0.01}}},
              "net_builder": {"FullyConnected": {"sizes": [128, 64], "activations": ["relu", "relu"]}},
              "cpe_net_builder": {"FullyConnected": {"sizes": [128, 64], "activations": ["relu", "relu"]}},
              "preprocessing_options": {"num_samples": 1000},
              "eval_parameters": {"calc_cpe_in_training": true}}}
            """));
        Assert.Equal(["0", "1"], model.ActionNames.ToArray());
        Assert.Equal(0.99, model.Discount);
        Assert.Equal(0.35, model.TrainerParam.Rl.Temperature);
        Assert.Equal(0.01, Assert.IsType<AdamOptions>(model.TrainerParam.Optimizer).WeightDecay);
        Assert.Equal([128, 64], Assert.IsType<FullyConnectedOptions>(model.NetBuilder).Sizes.ToArray());
        Assert.True(model.TrainsCpe);
    }

    [Fact]
    public void Defaults_are_those_of_the_original()
    {
        var model = Assert.IsType<DqnModel>(Read("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"]}}}"""));
        Assert.Equal([256, 128], Assert.IsType<DuelingOptions>(model.NetBuilder).Sizes.ToArray());
        Assert.Equal([256, 128], Assert.IsType<FullyConnectedOptions>(model.CpeNetBuilder).Sizes.ToArray());
        var rl = model.TrainerParam.Rl;
        Assert.Equal((0.9, 0.001, 0.01), (model.Discount, rl.TargetUpdateRate, rl.Temperature));
        Assert.Equal((true, true), (model.TrainerParam.DoubleQLearning, model.TrainsCpe));
        var adam = Assert.IsType<AdamOptions>(model.TrainerParam.Optimizer);
        Assert.Equal((0.001, (0.9, 0.999), 1e-8), (adam.Lr, adam.Betas, adam.Eps));
        Assert.Null(model.TrainerParam.Bcq);
        Assert.Equal(1, model.StepsPerRow);
        Assert.Equal(1, Assert.IsType<BehaviorCloningModel>(Read("""{"BehavioralCloning": {}}""")).TrainerParam.Temperature);
    }

    [Fact]
    public void The_pendulum_sample_of_the_original_binds()
    {
        var model = Assert.IsType<SacModel>(Read(
            """
            {"SAC": {
              "trainer_param": {
                "rl": {"gamma": 0.9, "target_update_rate": 0.5, "softmax_policy": true},
                "entropy_temperature": 0.01,
                "q_network_optimizer": {"Adam": {"lr": 0.001}},
                "value_network_optimizer": {"Adam": {"lr": 0.001}},
                "actor_network_optimizer": {"Adam": {"lr": 0.002}}},
              "actor_net_builder": {"GaussianFullyConnected": {"sizes": [64, 64], "activations": ["leaky_relu", "leaky_relu"]}},
              "critic_net_builder": {"FullyConnected": {"sizes": [64, 64], "activations": ["leaky_relu", "leaky_relu"]}},
              "value_net_builder": {"FullyConnected": {"sizes": [64, 64], "activations": ["leaky_relu", "leaky_relu"]}},
              "state_preprocessing_options": {"num_samples": 20000},
              "action_preprocessing_options": {"num_samples": 20000},
              "action_float_features": [[0, "0"]],
              "eval_parameters": {"calc_cpe_in_training": false},
              "reader_options": {"minibatch_size": 1024}}}
            """));
        Assert.Equal((0.9, 0.5), (model.Discount, model.TrainerParam.Rl.TargetUpdateRate));
        Assert.Equal(0.002, Assert.IsType<AdamOptions>(model.TrainerParam.ActorNetworkOptimizer).Lr);
        Assert.Equal(20_000, model.ActionPreprocessing!.NumSamples);
        Assert.Equal([64, 64], Assert.IsType<GaussianActorOptions>(model.ActorNetBuilder).Sizes.ToArray());
        Assert.Empty(model.ActionNames);
    }

    [Fact]
    public void Defaults_of_actor_critics_are_those_of_the_original()
    {
        var sac = Assert.IsType<SacModel>(Read("""{"SAC": {}}"""));
        Assert.Equal((0.01, true, -1, true), (sac.TrainerParam.EntropyTemperature, sac.TrainerParam.LoggedActionUniformPrior, sac.TrainerParam.TargetEntropy, sac.TrainerParam.BackpropThroughLogProb));
        Assert.Equal((true, true), (sac.Use2QFunctions, sac.ServeMeanPolicy));
        Assert.Equal([256, 128], Assert.IsType<FullyConnectedValueOptions>(sac.ValueNetBuilder).Sizes.ToArray());
        Assert.IsType<AdamOptions>(sac.TrainerParam.AlphaOptimizer);
        var fixedTemperature = Assert.IsType<SacModel>(Read("""{"SAC": {"trainer_param": {"alpha_optimizer": null}, "value_net_builder": null, "use_2_q_functions": false}}"""));
        Assert.Null(fixedTemperature.TrainerParam.AlphaOptimizer);
        Assert.Null(fixedTemperature.ValueNetBuilder);
        Assert.False(fixedTemperature.Use2QFunctions);
        var td3 = Assert.IsType<Td3Model>(Read("""{"TD3": {"actor_net_builder": {"FullyConnected": {"exploration_variance": 0.01}}}}"""));
        Assert.Equal((0.2, 0.5, 2), (td3.TrainerParam.NoiseVariance, td3.TrainerParam.NoiseClip, td3.TrainerParam.DelayedPolicyUpdate));
        Assert.Equal([128, 64], Assert.IsType<FullyConnectedActorOptions>(td3.ActorNetBuilder).Sizes.ToArray());
    }

    [Theory]
    [InlineData("""{"TD3": {"trainer_param": {"rl": {"reward_boost": {"a": 1}}}}}""", "no names")]
    [InlineData("""{"TD3": {"actor_net_builder": {"GaussianFullyConnected": {}}}}""", "FullyConnected")]
    [InlineData("""{"TD3": {"actor_net_builder": {"FullyConnected": {"action_activation": "linear"}}}}""", "tanh")]
    [InlineData("""{"TD3": {"trainer_param": {"delayed_policy_update": 0}}}""", "delayed_policy_update")]
    [InlineData("""{"SAC": {"trainer_param": {"crr_config": {}}}}""", "exponent_beta")]
    [InlineData("""{"SAC": {"trainer_param": {"crr_config": {"exponent_beta": 1, "indicator_fn_threshold": 0}}}}""", "give one of the two")]
    [InlineData("""{"SAC": {"trainer_param": {"crr_config": {"indicator_fn_threshold": 0, "exponent_clamp": 1}}}}""", "exponent_beta too")]
    [InlineData("""{"SAC": {"trainer_param": {"crr_config": {"exponent_beta": 1}}, "value_net_builder": null}}""", "needs a value network")]
    [InlineData("""{"SAC": {"trainer_param": {"action_embedding_kld_weight": 1}}}""", "one positive variance")]
    [InlineData("""{"SAC": {"actor_net_builder": {"GaussianFullyConnected": {"use_l2_normalization": true}}}}""", "divided by its length")]
    [InlineData("""{"IQL": {"trainer_param": {"expectile": 1}}}""", "expectile")]
    [InlineData("""{"CQL": {"trainer_param": {"action_samples": 0}}}""", "action_samples")]
    public void Mistakes_in_an_actor_critic_are_explained(string model, string expected)
    {
        var exception = Assert.Throws<ConfigException>(() => Read(model));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_of_the_other_discrete_models_are_those_of_the_original()
    {
        const string actions = """{"trainer_param": {"actions": ["a", "b"]}}""";
        var quantiles = Assert.IsType<QrDqnModel>(Read($$"""{"DiscreteQRDQN": {{actions}}}"""));
        Assert.Equal([256, 128], Assert.IsType<DuelingQuantileOptions>(quantiles.NetBuilder).Sizes.ToArray());
        Assert.Equal((51, true), (quantiles.TrainerParam.NumAtoms, quantiles.TrainerParam.DoubleQLearning));
        var categorical = Assert.IsType<C51Model>(Read($$"""{"DiscreteC51DQN": {{actions}}}"""));
        Assert.Equal([256, 128], Assert.IsType<CategoricalOptions>(categorical.NetBuilder).Sizes.ToArray());
        Assert.Equal((51, -100, 200), (categorical.TrainerParam.NumAtoms, categorical.TrainerParam.Qmin, categorical.TrainerParam.Qmax));
        var regression = Assert.IsType<DiscreteCrrModel>(Read($$"""{"DiscreteCRR": {{actions}}}"""));
        var actor = Assert.IsType<FullyConnectedDiscreteActorOptions>(regression.ActorNetBuilder);
        Assert.Equal([128, 64], actor.Sizes.ToArray());
        Assert.Equal(Activation.Tanh, actor.ActionActivation);
        Assert.IsType<DuelingOptions>(regression.CriticNetBuilder);
        var settings = regression.TrainerParam;
        Assert.Equal((true, false, 1), (settings.DoubleQLearning, settings.UseTargetActor, settings.DelayedPolicyUpdate));
        Assert.Equal((1.0, 0.0, 10.0, 20.0), (settings.Beta, settings.EntropyCoeff, settings.ClipLimit, settings.MaxWeight));
    }

    [Fact]
    public void Conservative_Q_learning_takes_the_keys_of_deep_Q_learning()
    {
        var model = Assert.IsType<DiscreteCqlModel>(Read(
            """
            {"DiscreteCQL": {"trainer_param": {"actions": ["a", "b"], "double_q_learning": false, "bcq": {}, "minibatch_size": 64, "cql_alpha": 0.5,
              "rl": {"gamma": 0.8}}}}
            """));
        Assert.Equal((0.5, false, 0.8), (model.TrainerParam.CqlAlpha, model.TrainerParam.DoubleQLearning, model.Discount));
        Assert.NotNull(model.TrainerParam.Bcq);
        Assert.Equal(1, Assert.IsType<DiscreteCqlModel>(Read("""{"DiscreteCQL": {"trainer_param": {"actions": ["a", "b"]}}}""")).TrainerParam.CqlAlpha);
    }

    [Fact]
    public void Returns_of_categorical_Q_learning_lie_between_two_numbers()
    {
        var exception = Assert.Throws<ConfigException>(() => Read("""{"DiscreteC51DQN": {"trainer_param": {"actions": ["a", "b"], "qmin": 3, "qmax": 3}}}"""));
        Assert.Contains("qmin must be under qmax", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_belongs_to_its_optimizer()
    {
        var model = Assert.IsType<DqnModel>(Read(
            """
            {"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"],
              "optimizer": {"SGD": {"lr_schedulers": [{"StepLR": {"step_size": 3, "interval": "step"}}]}}}}}
            """));
        var schedule = Assert.IsType<StepSchedule>(Assert.Single(model.TrainerParam.Optimizer.LrSchedulers));
        Assert.Equal((3, ScheduleInterval.Step), (schedule.StepSize, schedule.Interval));
    }

    [Theory]
    [InlineData("""{"actions": ["a"]}""", "at least 2 actions")]
    [InlineData("""{"actions": ["a", "a"]}""", "listed twice")]
    [InlineData("""{"actions": ["a", "b"], "rl": {"reward_boost": {"c": 1}}}""", "no action 'c'")]
    [InlineData("""{"actions": ["a", "b"], "rl": {"gamma": 1.5}}""", "gamma")]
    [InlineData("""{"actions": ["a", "b"], "rl": {"target_update_rate": 0}}""", "teaches nothing")]
    [InlineData("""{"actions": ["a", "b"], "rl": {"multi_steps": 3, "use_seq_num_diff_as_time_diff": true}}""", "not by both")]
    [InlineData("""{"actions": ["a", "b"], "optimizer": {"Adam": {"betas": [1, 0.9]}}}""", "decay rates")]
    [InlineData("""{"actions": ["a", "b"], "optimizer": {"Adamm": {}}}""", "Adam")]
    public void Mistakes_in_the_algorithms_settings_are_explained(string settings, string expected) =>
        Refuse($$"""{"trainer_param": {{settings}} }""", expected);

    [Theory]
    [InlineData("""{"Dueling": {"sizes": [8, 3], "activations": ["relu", "relu"]}}""", "even last width")]
    [InlineData("""{"FullyConnected": {"sizes": [8]}}""", "1 sizes and 2 activations")]
    [InlineData("""{"FullyConnected": {"sizes": [0, 2]}}""", "at least 1 neuron")]
    public void Mistakes_in_a_network_are_explained(string network, string expected) =>
        Refuse($$"""{"trainer_param": {"actions": ["a", "b"]}, "net_builder": {{network}} }""", expected);

    [Fact]
    public void Canonical_json_reads_back_to_the_same_model()
    {
        var model = Read("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"], "bcq": {}, "rl": {"reward_boost": {"b": 0.5}}}}}""");
        var json = ConfigJson.Write(model, Catalog);
        Assert.Equal(json, ConfigJson.Write(Read(json), Catalog));
    }

    private static void Refuse(string model, string expected)
    {
        var exception = Assert.Throws<ConfigException>(() => Read($$"""{"DiscreteDQN": {{model}} }"""));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static ModelOptions Read(string json) => ConfigJson.Read<ModelOptions>(json, Catalog);
}
