using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.GrainDirectory;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Orleans.Runtime;

/// <summary>One silo: starts stage by stage, serves, and says goodbye or dies.</summary>
internal sealed class Silo(
    IServiceProvider services,
    SiloIdentity identity,
    SiloLifecycle lifecycle,
    SiloLease lease,
    IFatalErrorHandler fatalErrors,
    ClusterMembership membership,
    GrainClasses classes,
    SiloMessageCenter messages,
    Catalog catalog,
    ActivationCollector collector,
    DeathWatch deathWatch,
    CallRegistry calls,
    TimeProvider clock,
    ILogger<Silo> logger) : IHostedService
{
    private readonly Lock gate = new();
    private bool isStarted;
    private int hasVanished;
    private Task? stopping;

    public SiloAddress Address => identity.SiloAddress;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();
        lifecycle.Subscribe<Silo>(ServiceLifecycleStage.RuntimeInitialize, Join, Leave);
        lifecycle.Subscribe<Silo>(ServiceLifecycleStage.BecomeActive, BecomeActive, SayGoodbye);
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(lifecycle);
        }

        isStarted = true;
        try
        {
            await lifecycle.OnStart(cancellationToken);
        }
        catch
        {
            await StopAsync(new(canceled: true));
            throw;
        }

        MembershipLog.Started(logger, identity.Name, Address, identity.ClusterId, clock.GetElapsedTime(begin));
    }

    /// <summary>Stops in good order; at once when the token is cancelled.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return isStarted ? stopping ??= cancellationToken.IsCancellationRequested ? Kill() : Stop(cancellationToken) : Task.CompletedTask;
        }
    }

    /// <summary>Ends as the death of the process would: nobody is told but by the silence.</summary>
    public void Vanish()
    {
        if (Interlocked.Exchange(ref hasVanished, 1) != 0)
        {
            return;
        }

        catalog.VanishAll();
        messages.Stop();
        membership.Stop();
        collector.Dispose();
        FailCalls();
    }

    private async Task Stop(CancellationToken cancellationToken)
    {
        await lifecycle.OnStop(cancellationToken);
        MembershipLog.Stopped(logger, identity.Name, Address);
    }

    private async Task Kill()
    {
        Vanish();
        await SetStatus(SiloStatus.Dead);
        await lifecycle.OnStop(new(canceled: true));
    }

    private async Task Join(CancellationToken cancellationToken)
    {
        lease.OnEnd(Die);
        deathWatch.Start();
        messages.Start();
        (services.GetRequiredService<IGrainDirectory>() as DistributedGrainDirectory)?.Start();
        await membership.Start(cancellationToken);
        await membership.Join(
            new(
                Address,
                identity.Name,
                SiloStatus.Joining,
                classes.All.Select(grain => grain.GrainType).ToHashSet(),
                services.GetService<IOptions<SiloMetadata>>()?.Value.Metadata ?? ImmutableDictionary<string, string>.Empty,
                identity.GatewayAddress,
                clock.GetUtcNow().UtcDateTime),
            cancellationToken);
    }

    private async Task BecomeActive(CancellationToken cancellationToken)
    {
        await membership.MeetOthers(cancellationToken);
        await membership.SetStatus(SiloStatus.Active);
        collector.Start();
    }

    private async Task SayGoodbye(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref hasVanished) != 0)
        {
            return;
        }

        await SetStatus(SiloStatus.ShuttingDown);
        collector.Dispose();
        await catalog.DeactivateAll(new(DeactivationReasonCode.ShuttingDown, $"Silo {Address} is shutting down."), cancellationToken);
    }

    private async Task Leave(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref hasVanished) != 0)
        {
            return;
        }

        // The others may have to be told by messages.
        await SetStatus(SiloStatus.Dead);
        membership.Stop();
        messages.Stop();
        FailCalls();
        lease.Dispose();
    }

    // What others take over must have ended here before; the process may be ended as the last thing.
    private void Die(string reason) => ThreadPool.UnsafeQueueUserWorkItem(
        _ =>
        {
            MembershipLog.Stopping(logger, Address, reason);
            Vanish();
            fatalErrors.OnFatalException(Address, reason, new SiloUnavailableException($"Silo {Address} cannot go on. {reason}"));
        },
        null);

    private async Task SetStatus(SiloStatus status)
    {
        try
        {
            await membership.SetStatus(status);
        }
        catch (Exception failure)
        {
            MembershipLog.StatusNotSet(logger, failure, Address, status);
        }
    }

    private void FailCalls() =>
        calls.FailWhere(static _ => true, message => new SiloUnavailableException($"Silo {Address} was stopped; {message.Body} was under way."));
}
