using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Orleans.Runtime;

/// <summary>One silo: starts stage by stage, serves, and says goodbye or dies.</summary>
internal sealed class Silo(
    IServiceProvider services,
    SiloIdentity identity,
    SiloLifecycle lifecycle,
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

    private async Task Stop(CancellationToken cancellationToken)
    {
        await lifecycle.OnStop(cancellationToken);
        MembershipLog.Stopped(logger, identity.Name, Address);
    }

    // As if the process died: nobody is told but by the silence.
    private async Task Kill()
    {
        messages.Stop();
        catalog.VanishAll();
        collector.Dispose();
        calls.FailWhere(static _ => true, message => new SiloUnavailableException($"Silo {Address} was stopped; {message.Body} was under way."));
        await membership.TryKill(Address);
        await lifecycle.OnStop(new(canceled: true));
    }

    private async Task Join(CancellationToken cancellationToken)
    {
        CheckPrimary();
        deathWatch.Start();
        messages.Start();
        await membership.Join(new(
            Address,
            identity.Name,
            SiloStatus.Joining,
            classes.All.Select(grain => grain.GrainType).ToHashSet(),
            services.GetService<IOptions<SiloMetadata>>()?.Value.Metadata ?? ImmutableDictionary<string, string>.Empty,
            identity.GatewayAddress));
    }

    // A silo that was to join another one must not quietly become a cluster of its own.
    private void CheckPrimary()
    {
        if (services.GetService<IOptions<DevelopmentClusterMembershipOptions>>()?.Value.PrimarySiloEndpoint is { } primary
            && !primary.Equals(Address.Endpoint)
            && !membership.View.Silos.Values.Any(entry => entry.Address.Endpoint.Equals(primary)))
        {
            throw new OrleansConfigurationException(
                $"Silo {identity.Name} is to join the silo at {primary}, which is not in this process; silos of several processes cannot form a cluster here.");
        }
    }

    private async Task BecomeActive(CancellationToken cancellationToken)
    {
        await membership.SetStatus(SiloStatus.Active);
        collector.Start();
    }

    private async Task SayGoodbye(CancellationToken cancellationToken)
    {
        await membership.SetStatus(SiloStatus.ShuttingDown);
        collector.Dispose();
        await catalog.DeactivateAll(new(DeactivationReasonCode.ShuttingDown, $"Silo {Address} is shutting down."), cancellationToken);
    }

    private async Task Leave(CancellationToken cancellationToken)
    {
        messages.Stop();
        await membership.SetStatus(SiloStatus.Dead);
        calls.FailWhere(static _ => true, message => new SiloUnavailableException($"Silo {Address} was stopped; {message.Body} was under way."));
    }
}
