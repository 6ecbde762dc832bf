using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call: a method with its arguments.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>The object on which the call is made; null before <see cref="SetTarget"/>.</summary>
    object? GetTarget();

    /// <summary>Takes the target from its holder.</summary>
    void SetTarget(ITargetHolder holder);

    /// <summary>Makes the call. A failure is part of the response, not thrown.</summary>
    ValueTask<Response> Invoke();

    /// <summary>Number of arguments.</summary>
    int GetArgumentCount();

    /// <summary>Gets an argument.</summary>
    object? GetArgument(int index);

    /// <summary>Sets an argument.</summary>
    void SetArgument(int index, object value);

    /// <summary>Name of the method.</summary>
    string GetMethodName();

    /// <summary>Full name of the interface.</summary>
    string GetInterfaceName();

    /// <summary>Name of method and interface, for tracing.</summary>
    string GetActivityName();

    /// <summary>The method of the interface.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>Time to wait for the answer; null for the configured one.</summary>
    TimeSpan? GetDefaultResponseTimeout();

    /// <summary>The call's cancellation token, if it has one.</summary>
    CancellationToken GetCancellationToken();

    /// <summary>Cancels the call, if it can be.</summary>
    bool TryCancel();

    /// <summary>Whether the call can be cancelled.</summary>
    bool IsCancellable { get; }
}
