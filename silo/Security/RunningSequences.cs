using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace ReAgent.Silo.Security;

/// <summary>
/// Which method each running sequence came from. A caller begins a sequence by sending the call of its method inside a call of Orleans' own
/// extension, and then pulls by the sequence's id: each of these needs the right to call the method.
/// </summary>
internal sealed class RunningSequences
{
    private readonly ConditionalWeakTable<IGrainContext, ConcurrentDictionary<Guid, MethodInfo>> _methods = [];

    /// <summary>Whether a call begins, continues or ends a sequence.</summary>
    /// <param name="activation">The activation that is called; what is known of its sequences goes with it.</param>
    /// <param name="call">The call.</param>
    /// <param name="method">The method that gives the sequence; null when the sequence is not known here.</param>
    public bool IsPull(IGrainContext activation, IInvokable call, out MethodInfo? method)
    {
        method = null;
        if (!call.GetInterfaceType().IsAssignableTo(typeof(IGrainExtension)) || call.GetInterfaceType().Assembly != typeof(IGrainExtension).Assembly)
        {
            return false;
        }

        IInvokable? begun = null;
        Guid? id = null;
        for (var index = 0; index < call.GetArgumentCount(); index++)
        {
            begun ??= call.GetArgument(index) as IInvokable;
            id ??= call.GetArgument(index) as Guid?;
        }

        if (id is not { } sequence)
        {
            return false;
        }

        var methods = _methods.GetOrCreateValue(activation);
        if (begun is not null)
        {
            methods[sequence] = method = begun.GetMethod();
        }
        else if (call.GetMethod().ReturnType == typeof(ValueTask))
        {
            // What gives nothing back ends the sequence.
            methods.TryRemove(sequence, out method);
        }
        else
        {
            methods.TryGetValue(sequence, out method);
        }

        return true;
    }
}
