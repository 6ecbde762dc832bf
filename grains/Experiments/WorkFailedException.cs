namespace ReAgent.Grains.Experiments;

/// <summary>A work item failed; the message is for people.</summary>
internal sealed class WorkFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
