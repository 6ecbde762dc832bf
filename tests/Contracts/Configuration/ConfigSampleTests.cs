using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using Xunit;

namespace ReAgent.Contracts.Tests.Configuration;

public class ConfigSampleTests
{
    [Fact]
    public void A_sample_explains_every_key_and_shows_its_value()
    {
        var config = new ExampleConfig
        {
            Model = new DqnModel
            {
                TrainerParam = new DqnTrainer
                {
                    Actions = ["0", "go: left"],
                    RewardBoost = new Dictionary<string, float> { ["0"] = 0.5f },
                    Optimizer = new Sgd(),
                },
                ActionFloatFeatures = [(0, "wind")],
            },
            FeatureOverrides = ImmutableSortedDictionary<int, FeatureKind>.Empty.Add(3, FeatureKind.BoxCox),
        };

        Assert.Equal(
            """
            # An experiment, small but with every kind of key.

            # Name of the environment.
            env_name: CartPole-v0

            # What is learned. One of DiscreteDQN, SAC.
            model:
              # Deep Q-learning over a few actions.
              DiscreteDQN:
                trainer_param:
                  actions: [0, "go: left"]
                  rl:
                    # Discount per step. From 0 to 1.
                    gamma: 0.9
                    # More than 0 and at most 1.
                    target_update_rate: 0.001
                    # One of mse, huber.
                    q_network_loss: mse
                    # multi_steps: null
                  double_q_learning: true
                  # At least 1.
                  minibatch_size: 1024
                  # One of Adam, SGD.
                  optimizer:
                    SGD:
                      momentum: 0
                  reward_boost:
                    0: 0.5
                action_float_features: [[0, wind]]

            num_epochs: 20

            seed: 0

            # passing_score_bar: null

            feature_overrides:
              3: box_cox

            # metric_reward_values: null

            """,
            ConfigSample.Write(config, new ConfigCatalog(typeof(ExampleConfig).Assembly)));
    }
}
