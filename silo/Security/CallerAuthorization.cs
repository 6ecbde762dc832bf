using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using ReAgent.Contracts.Security;

namespace ReAgent.Silo.Security;

/// <summary>Lets callers from outside the cluster do what their role allows. Grains, and what runs in silos, may always call each other.</summary>
internal sealed class CallerAuthorization(CallerRegister callers, ISiloStatusOracle silos, ILogger<CallerAuthorization> logger) : IIncomingGrainCallFilter
{
    private const string ClientType = "sys.client";
    private const string HostPrefix = "hosted-";
    private const string Unknown = "an unknown caller";

    private readonly CallRights _rights = new();
    private readonly RunningSequences _sequences = new();

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (IsOutside(context.SourceId))
        {
            Authorize(context);

            // What grains do for the caller they do as themselves: the token goes no further.
            RequestContext.Remove(CallerToken.ContextKey);
        }

        return context.Invoke();
    }

    /// <summary>
    /// Clients have ids of a type of their own. What runs in a silo outside its grains has such an id too, which names the silo.
    /// </summary>
    private bool IsOutside(GrainId? source)
    {
        if (source is not { } caller)
        {
            return true;
        }

        if (caller.Type.ToString() != ClientType)
        {
            return false;
        }

        var key = caller.Key.ToString()!;
        return !key.StartsWith(HostPrefix, StringComparison.Ordinal) || !IsSilo(key[HostPrefix.Length..].Split('+')[0]);
    }

    private bool IsSilo(string address)
    {
        try
        {
            var silo = SiloAddress.FromParsableString(address);
            return silo.Equals(silos.SiloAddress) || silos.GetApproximateSiloStatus(silo) is not (SiloStatus.None or SiloStatus.Dead);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private void Authorize(IIncomingGrainCallContext context)
    {
        var method = context.InterfaceMethod;
        var right = _rights.Of(method);
        if (!right.IsOpen && _sequences.IsPull(context.TargetContext, context.Request, out var producer))
        {
            // A sequence that is not known here has ended, and the extension says so better.
            right = producer is null ? CallRight.From(Role.Viewer) : _rights.Of(producer);
            method = producer ?? method;
        }

        var call = $"{method.DeclaringType!.Name}.{method.Name}";
        if (right == CallRight.Everybody)
        {
            return;
        }

        var token = RequestContext.Get(CallerToken.ContextKey) as string;
        var caller = callers.Find(token);
        if (!right.IsOpen)
        {
            Refuse(context, call, caller, $"{call} is not for callers from outside the cluster.");
        }
        else if (caller is null)
        {
            Refuse(context, call, caller, token is null
                ? $"{call} needs the role {Name(right.Role!.Value)}, and the call came without a token: set {CallerToken.Variable}."
                : $"{call} needs the role {Name(right.Role!.Value)}, and the token is not known to the cluster.");
        }
        else if (caller.Role < right.Role)
        {
            Refuse(context, call, caller, $"{call} needs the role {Name(right.Role.Value)}; {caller.Name} has the role {Name(caller.Role)}.");
        }
        else if (right.Role == Role.Viewer)
        {
            SecurityLog.Looked(logger, caller.Name, call, context.TargetId.ToString(), caller.Role);
        }
        else
        {
            SecurityLog.Allowed(logger, caller.Name, call, context.TargetId.ToString(), caller.Role);
        }
    }

    private void Refuse(IIncomingGrainCallContext context, string call, Caller? caller, string reason)
    {
        SecurityLog.Refused(logger, caller?.Name ?? Unknown, call, context.TargetId.ToString(), reason);
        throw new UnauthorizedAccessException(reason);
    }

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}
