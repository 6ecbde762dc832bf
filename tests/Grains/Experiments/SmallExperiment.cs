using System.Text.Json.Nodes;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;
using ReAgent.Grains.Experiments;

namespace ReAgent.Grains.Tests.Experiments;

/// <summary>A config that is carried out within a second or two, and variations of it.</summary>
internal static class SmallExperiment
{
    public static readonly ExperimentConfigReader Configs = new();

    private const string Text =
        """
        {
          "env_name": "CartPole-v0", "num_train_transitions": 400, "max_steps": 50, "seed": 1,
          "input_table_spec": { "table_sample": 75, "eval_table_sample": 25 },
          "model": { "DiscreteDQN": {
            "trainer_param": { "actions": ["0", "1"], "rl": { "gamma": 0.99, "target_update_rate": 0.1, "temperature": 0.35 }, "double_q_learning": true },
            "net_builder": { "FullyConnected": { "sizes": [16], "activations": ["relu"] } },
            "cpe_net_builder": { "FullyConnected": { "sizes": [16], "activations": ["relu"] } },
            "eval_parameters": { "calc_cpe_in_training": true },
            "preprocessing_options": { "num_samples": 200 } } },
          "collection": { "collectors": 2 }, "timeline": { "shards": 2 }, "estimation": { "bootstrap_samples": 50 },
          "num_epochs": 2, "reader_options": { "minibatch_size": 64 }, "num_eval_episodes": 3
        }
        """;

    /// <summary>The config, with keys (dotted paths) set to other values (JSON; null removes the key).</summary>
    public static ConfigBinding<ExperimentConfig> Bind(params (string Key, string? Json)[] changes)
    {
        var root = JsonNode.Parse(Text)!;
        foreach (var (key, json) in changes)
        {
            var path = key.Split('.');
            var parent = path[..^1].Aggregate(root.AsObject(), (node, name) => (node[name] ??= new JsonObject()).AsObject());
            if (json is null)
            {
                parent.Remove(path[^1]);
            }
            else
            {
                parent[path[^1]] = JsonNode.Parse(json);
            }
        }

        return Configs.Bind(ConfigJson.Parse(root.ToJsonString()));
    }

    public static ExperimentConfig Config(params (string Key, string? Json)[] changes) => Bind(changes).Require();

    public static ExperimentSpec Spec(string name, params (string Key, string? Json)[] changes) =>
        new(name, $"outputs/{name}", Configs.Write(Config(changes)));
}
