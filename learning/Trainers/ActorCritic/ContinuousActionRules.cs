using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Trainers.ActorCritic;

/// <summary>Rules of the configuration that every model of continuous actions obeys.</summary>
internal static class ContinuousActionRules
{
    /// <summary>Problems of the <c>rl</c> section.</summary>
    /// <param name="rl">The section.</param>
    /// <param name="section">The property that holds it.</param>
    public static IEnumerable<ConfigProblem> Check(RlOptions rl, string section)
    {
        if (rl.QNetworkLoss == ValueLoss.BceWithLogits)
        {
            yield return new($"{section}.rl.q_network_loss", "bce_with_logits is for ParametricDQN alone; use mse or huber.");
        }

        if (rl.RewardBoost is { Count: > 0 })
        {
            yield return new($"{section}.rl.reward_boost", "Continuous actions have no names, so none of them can be boosted; leave it out.");
        }
    }
}
