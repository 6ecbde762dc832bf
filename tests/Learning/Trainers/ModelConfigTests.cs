using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Optimizers.Schedules;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.BehaviorCloning;
using ReAgent.Learning.Trainers.Dqn;
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
                "rl": {"gamma": 0.99, "epsilon": 0.2, "target_update_rate": 0.1, "maxq_learning": true, "temperature": 0.35, "softmax_policy": false, "q_network_loss": "mse"},
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
        Assert.Equal((0.9, 0.001, 0.01, true, true), (model.Discount, model.TrainerParam.Rl.TargetUpdateRate, model.TrainerParam.Rl.Temperature, model.TrainerParam.DoubleQLearning, model.TrainsCpe));
        Assert.Equal((0.001, (0.9, 0.999), 1e-8), Assert.IsType<AdamOptions>(model.TrainerParam.Optimizer) is var adam ? (adam.Lr, adam.Betas, adam.Eps) : default);
        Assert.Null(model.TrainerParam.Bcq);
        Assert.Equal(1, model.StepsPerRow);
        Assert.Equal(1, Assert.IsType<BehaviorCloningModel>(Read("""{"BehavioralCloning": {}}""")).TrainerParam.Temperature);
    }

    [Fact]
    public void A_schedule_belongs_to_its_optimizer()
    {
        var model = Assert.IsType<DqnModel>(Read(
            """{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"], "optimizer": {"SGD": {"lr_schedulers": [{"StepLR": {"step_size": 3, "interval": "step"}}]}}}}}"""));
        var schedule = Assert.IsType<StepSchedule>(Assert.Single(model.TrainerParam.Optimizer.LrSchedulers));
        Assert.Equal((3, ScheduleInterval.Step), (schedule.StepSize, schedule.Interval));
    }

    [Theory]
    [InlineData("""{"DiscreteDQN": {"trainer_param": {"actions": ["a"]}}}""", "at least 2 actions")]
    [InlineData("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "a"]}}}""", "listed twice")]
    [InlineData("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"], "rl": {"reward_boost": {"c": 1}}}}}""", "no action 'c'")]
    [InlineData("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"], "rl": {"gamma": 1.5}}}}""", "gamma")]
    [InlineData("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"], "rl": {"multi_steps": 3, "use_seq_num_diff_as_time_diff": true}}}}""", "not by both")]
    [InlineData("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"]}, "net_builder": {"Dueling": {"sizes": [8, 3], "activations": ["relu", "relu"]}}}}""", "even")]
    [InlineData("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"]}, "net_builder": {"FullyConnected": {"sizes": [8]}}}}""", "1 sizes and 2 activations")]
    [InlineData("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"], "optimizer": {"Adam": {"betas": [1, 0.9]}}}}}""", "decay rates")]
    [InlineData("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"], "optimizer": {"Adamm": {}}}}}""", "Adam")]
    public void Mistakes_are_explained(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<ConfigException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Canonical_json_reads_back_to_the_same_model()
    {
        var json = ConfigJson.Write<ModelOptions>(Read("""{"DiscreteDQN": {"trainer_param": {"actions": ["a", "b"], "bcq": {}, "rl": {"reward_boost": {"b": 0.5}}}}}"""), Catalog);
        Assert.Equal(json, ConfigJson.Write(Read(json), Catalog));
    }

    private static ModelOptions Read(string json) => ConfigJson.Read<ModelOptions>(json, Catalog);
}
