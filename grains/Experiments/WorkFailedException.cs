namespace ReAgent.Grains.Experiments;

/// <summary>A work item failed, with the reason in words for people.</summary>
public sealed class WorkFailedException(string message) : Exception(message);
