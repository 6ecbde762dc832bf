using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Trainers.Features;

namespace ReAgent.Learning.Trainers;

/// <summary>Rules of the configuration that every model of discrete actions obeys.</summary>
internal static class DiscreteActionRules
{
    /// <summary>Problems of networks that embed ids.</summary>
    /// <param name="features">What a state consists of.</param>
    /// <param name="networks">The networks, by the property that chooses each.</param>
    public static IEnumerable<ConfigProblem> CheckIds(FeatureConfigOptions? features, params IReadOnlyList<(string Property, DiscreteNetworkOptions? Network)> networks) =>
        from choice in networks
        where choice.Network is FullyConnectedWithEmbeddingOptions { EmbeddingDim: { } wanted } && features?.Bags?.EmbeddingDim is { } given && given != wanted
        select new ConfigProblem(
            choice.Property,
            $"The network wants vectors of {((FullyConnectedWithEmbeddingOptions)choice.Network!).EmbeddingDim} numbers, but embedding_dim is {features!.Bags!.EmbeddingDim} in id_mapping_config; leave one of them out.");

    /// <summary>Problems of action names and of boosts that name them.</summary>
    /// <param name="actions">The names.</param>
    /// <param name="rl">The <c>rl</c> section, where there is one.</param>
    /// <param name="section">The property that holds both.</param>
    /// <param name="allowsLogits">Whether values may be logits of a probability.</param>
    public static IEnumerable<ConfigProblem> Check(ImmutableArray<string> actions, RlOptions? rl, string section, bool allowsLogits = false)
    {
        if (actions.Length < 2)
        {
            yield return new(
                $"{section}.actions",
                $"A policy chooses among at least 2 actions; there are {actions.Length}. List every action that may be taken, as it is named in the data.");
        }

        foreach (var name in actions.GroupBy(action => action, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return new($"{section}.actions", $"The action '{name}' is listed twice.");
        }

        if (rl?.QNetworkLoss == ValueLoss.BceWithLogits && !allowsLogits)
        {
            yield return new($"{section}.rl.q_network_loss", "bce_with_logits is for ParametricDQN alone; use mse or huber.");
        }

        foreach (var name in rl?.RewardBoost?.Keys.Where(name => !actions.Contains(name)) ?? [])
        {
            yield return new($"{section}.rl.reward_boost", $"There is no action '{name}' to boost; actions are {string.Join(", ", actions)}.");
        }
    }
}
