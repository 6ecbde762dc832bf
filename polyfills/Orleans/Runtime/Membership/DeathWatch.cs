using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>Cleans up after silos that are gone: their directory entries, and the calls that wait for them.</summary>
internal sealed class DeathWatch(
    ClusterMembership membership, GrainLocator locator, CallRegistry calls, SiloMessageCenter messages, SiloLoads loads, ILogger<DeathWatch> logger)
    : ISiloStatusListener
{
    public void Start() => membership.SubscribeToSiloStatusEvents(this);

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status != SiloStatus.Dead || updatedSilo == membership.SiloAddress)
        {
            return;
        }

        loads.Forget(updatedSilo);
        _ = CleanUp(updatedSilo);
    }

    private async Task CleanUp(SiloAddress silo)
    {
        // Off the membership's own thread of control.
        await Task.Yield();
        try
        {
            await locator.UnregisterSilo(silo);
        }
        catch (Exception failure)
        {
            MembershipLog.CleanUpFailed(logger, failure, silo);
        }

        Func<Message, Exception> failureOf = message =>
            new SiloUnavailableException($"Silo {silo} is gone; whether {message.Body} on {message.TargetGrain} took effect is not known.");
        calls.FailWhere(message => message.TargetSilo == silo, failureOf);
        messages.FailForwarded(message => message.TargetSilo == silo, failureOf);
    }
}
