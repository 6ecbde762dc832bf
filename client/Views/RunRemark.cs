namespace ReAgent.Client.Views;

/// <summary>Something that happened beside the experiment itself.</summary>
/// <param name="Kind">Name of the event for programs: <c>lost</c>, <c>followed</c>, <c>detached</c>.</param>
/// <param name="Text">A sentence for people.</param>
/// <param name="IsTrouble">True when something is amiss, or no longer is.</param>
internal sealed record RunRemark(string Kind, string Text, bool IsTrouble = false);
