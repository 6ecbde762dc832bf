namespace ReAgent.Environments;

/// <summary>The id that a number of an observation stands for, where logs have it in a list of ids as well.</summary>
/// <param name="FeatureId">The feature that the list is the value of.</param>
/// <param name="Id">The id.</param>
/// <param name="HasScore">Whether the number is the id's score; otherwise it says by 1 or 0 whether the id is in the list.</param>
public sealed record ObservedId(long FeatureId, long Id, bool HasScore);
