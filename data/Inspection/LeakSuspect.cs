namespace ReAgent.Data.Inspection;

/// <summary>A feature of the state that seems to tell what is only known after the state.</summary>
/// <param name="FeatureId">The feature.</param>
/// <param name="Feature">Its id, and its name where it has one.</param>
/// <param name="Target">What it tells.</param>
/// <param name="How">In what way, in words that follow the feature: <c>equals the reward in all 1,200 sampled rows</c>.</param>
public sealed record LeakSuspect(long FeatureId, string Feature, LeakTarget Target, string How);

/// <summary>What a feature must not tell.</summary>
public enum LeakTarget
{
    /// <summary>The reward of the decision.</summary>
    Reward,

    /// <summary>The action taken.</summary>
    Action,

    /// <summary>The probability with which the action was taken.</summary>
    Propensity,

    /// <summary>Whether, or when, the episode ends.</summary>
    EpisodeEnd,
}
