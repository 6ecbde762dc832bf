namespace Orleans.Concurrency;

/// <summary>Calls to this grain class interleave with each other: one turn at a time, but not one call at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>Calls to this method interleave with all others.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>Calls to this method interleave with other read-only calls, and with nothing else.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>The caller does not wait for this method, and does not hear of its failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>Calls to this interface may arrive in any order.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class UnorderedAttribute : Attribute;

/// <summary>A predicate of the grain decides, call by call, whether a call interleaves.</summary>
/// <param name="callbackMethodName">Name of a method <c>bool M(IInvokable request)</c> of the class, static or not.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    /// <summary>Name of the predicate.</summary>
    public string CallbackMethodName { get; } = callbackMethodName;
}
