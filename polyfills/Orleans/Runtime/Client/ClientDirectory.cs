using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>
/// Finds the silo to which a client is connected that is not connected here, by asking all. Clients connect to every gateway, so this is for
/// silos without one, and for clients that cannot reach all.
/// </summary>
internal sealed class ClientDirectory : IClientDirectory, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Name of the system target.</summary>
    public const string Name = "clients";
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<GrainId, (SiloAddress Silo, long Since)> found = new();
    private readonly SystemTargets systemTargets;
    private readonly SystemTargetServices services;
    private readonly ITransport transport;
    private readonly TimeProvider clock;
    private readonly SystemTarget context;

    public ClientDirectory(SystemTargets systemTargets, SystemTargetServices services, ITransport transport, TimeProvider clock)
    {
        this.systemTargets = systemTargets;
        this.services = services;
        this.transport = transport;
        this.clock = clock;
        context = new(Name, this, services);
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<ClientDirectory>(
        ServiceLifecycleStage.RuntimeInitialize,
        _ =>
        {
            systemTargets.Add(context);
            return Task.CompletedTask;
        });

    public Task<bool> Holds(GrainId client) => Task.FromResult(transport.GatewaysOf(client).Contains(services.Silo.SiloAddress));

    /// <summary>A silo to which a client is connected; null when there is none.</summary>
    public async ValueTask<SiloAddress?> Find(GrainId client)
    {
        if (found.TryGetValue(client, out var known) && clock.GetElapsedTime(known.Since) < Memory)
        {
            return known.Silo;
        }

        var membership = services.Services.GetRequiredService<ClusterMembership>();
        var asked = membership.GetActiveSilos().Where(silo => silo != services.Silo.SiloAddress).Select(silo => Ask(silo, client)).ToList();
        while (asked.Count > 0)
        {
            var answered = await Task.WhenAny(asked);
            asked.Remove(answered);
            if (await answered is { } holder)
            {
                if (found.Count >= MostRemembered)
                {
                    found.Clear();
                }

                found[client] = (holder, clock.GetTimestamp());
                return holder;
            }
        }

        return null;
    }

    private async Task<SiloAddress?> Ask(SiloAddress silo, GrainId client)
    {
        try
        {
            var directory = (IClientDirectory)(object)services.Services.GetRequiredService<GrainReferenceRuntime>()
                .New(SystemTargets.IdOf(Name, silo), typeof(IClientDirectory));
            return await directory.Holds(client) ? silo : null;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // A silo that does not answer is no way to the client now.
            return null;
        }
    }
}
