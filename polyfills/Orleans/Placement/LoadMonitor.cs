using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime.Placement;

/// <summary>Asks the active silos for their loads, again and again, for placement by load.</summary>
internal sealed class LoadMonitor(
    SiloLoads loads,
    ClusterMembership membership,
    GrainReferenceRuntime references,
    TimeProvider clock,
    IOptions<DeploymentLoadPublisherOptions> options,
    ILogger<LoadMonitor> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private ITimer? timer;
    private int isAsking;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<LoadMonitor>(ServiceLifecycleStage.Active, Start, Stop);

    private Task Start(CancellationToken cancellationToken)
    {
        var period = options.Value.DeploymentLoadPublisherRefreshTime;
        timer = clock.CreateTimer(static self => ((LoadMonitor)self!).Ask(), this, period, period);
        return Task.CompletedTask;
    }

    private async Task Stop(CancellationToken cancellationToken)
    {
        if (timer is not null)
        {
            await timer.DisposeAsync();
        }
    }

    private void Ask()
    {
        // A round that takes longer than the period is not overtaken by the next. With one silo there is nothing to choose.
        if (membership.GetActiveSilos().Length > 1 && Interlocked.Exchange(ref isAsking, 1) == 0)
        {
            _ = AskAll();
        }
    }

    private async Task AskAll()
    {
        try
        {
            await Task.WhenAll(membership.GetActiveSilos().Select(AskOne));
        }
        finally
        {
            Volatile.Write(ref isAsking, 0);
        }
    }

    private async Task AskOne(SiloAddress silo)
    {
        try
        {
            var control = (ISiloControl)(object)references.New(SystemTargets.IdOf(SiloControl.Name, silo), typeof(ISiloControl));
            loads.Update(silo, await control.GetLoad());
        }
        catch (Exception failure)
        {
            PlacementLog.LoadUnknown(logger, failure, silo);
        }
    }
}
