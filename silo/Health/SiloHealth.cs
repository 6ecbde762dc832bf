using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using ReAgent.Silo.Shutdown;

namespace ReAgent.Silo.Health;

/// <summary>What a silo knows of its health.</summary>
/// <param name="status">The silo's status in its cluster; null before there is one.</param>
/// <param name="lifetime">Tells when the silo is stopping.</param>
/// <param name="place">Tells when it has lost its place.</param>
/// <param name="dataRoot">Its data root.</param>
/// <param name="database">Its database; null for none.</param>
internal sealed class SiloHealth(
    Func<SiloStatus> status, IHostApplicationLifetime lifetime, LostPlace place, DataRootProbe dataRoot, DatabaseProbe? database)
{
    /// <summary>Whether the process should go on: when not, it is to be started anew.</summary>
    public ImmutableArray<HealthCheck> Live() => [new("process", true, "answers"), Place()];

    /// <summary>Whether it has started.</summary>
    public ImmutableArray<HealthCheck> Startup() => [Place(), Active()];

    /// <summary>Whether it takes work.</summary>
    public async Task<ImmutableArray<HealthCheck>> Ready(CancellationToken cancellationToken)
    {
        var root = dataRoot.Check(cancellationToken);
        var reached = database?.Check(cancellationToken);
        var stopping = lifetime.ApplicationStopping.IsCancellationRequested;
        var checks = ImmutableArray.Create(Place(), Active(), new HealthCheck("accepting", !stopping, stopping ? "draining" : "takes work"), await root);
        return reached is null ? checks : checks.Add(await reached);
    }

    private HealthCheck Place()
    {
        var isLost = place.HasHappened || status() == SiloStatus.Dead;
        return new HealthCheck("place", !isLost, isLost ? "the silo has lost its place in the cluster" : "held");
    }

    private HealthCheck Active()
    {
        var now = status();
        return new HealthCheck("silo", now == SiloStatus.Active, now.ToString().ToLowerInvariant());
    }
}
