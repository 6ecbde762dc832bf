using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;
using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Security;

/// <summary>What callers from outside the cluster need for a method.</summary>
internal sealed class CallRights
{
    // Not all of these are public, so they go by name. A client asks the first before it can call anything; by the others it takes back calls
    // of its own.
    private const string Manifest = "Orleans.Runtime.IClusterManifestSystemTarget";

    private static readonly string[] Cancellations =
        ["Orleans.Runtime.IGrainCallCancellationExtension", "Orleans.Runtime.ICancellationSourcesExtension"];

    private readonly ConcurrentDictionary<MethodInfo, CallRight> _known = new();

    /// <summary>What a method needs.</summary>
    /// <param name="method">A method of a grain interface.</param>
    public CallRight Of(MethodInfo method) => _known.GetOrAdd(method, static found => Read(found));

    private static CallRight Read(MethodInfo method)
    {
        var type = method.DeclaringType!;
        return type.FullName == Manifest ? CallRight.Everybody
            : Cancellations.Contains(type.FullName) ? CallRight.From(Role.Viewer)
            : type == typeof(IManagementGrain) && method.Name.StartsWith("Get", StringComparison.Ordinal) ? CallRight.From(Role.Viewer)
            : (method.GetCustomAttribute<RequiresRoleAttribute>() ?? type.GetCustomAttribute<RequiresRoleAttribute>()) is { } required
                ? CallRight.From(required.Role)
            : CallRight.Nobody;
    }
}
