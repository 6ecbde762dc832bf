using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <inheritdoc cref="IDirectoryPartition"/>
/// <remarks>
/// When the ring gives entries to this silo that another one kept, it asks every silo which of those grains it holds, and answers for them
/// only then. A silo that is asked first learns of the membership that the question is about: whatever it enters afterwards it enters here,
/// and what it has begun to enter elsewhere is in its report. So no entry is lost between the old keeper and the new one.
/// </remarks>
internal sealed partial class DirectoryPartition : IDirectoryPartition, ISiloStatusListener
{
    public const string Name = "directory";
    private readonly Lock gate = new();
    private readonly Dictionary<GrainId, HeldActivation> entries = [];
    private readonly ClusterMembership membership;
    private readonly ActivationDirectory activations;
    private readonly IServiceProvider services;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private ClusterView seen = ClusterView.Empty;
    private DirectoryRing ring = DirectoryRing.Empty;
    private DirectoryRing settled = DirectoryRing.Empty;
    private TaskCompletionSource? recovery;

    public DirectoryPartition(
        ClusterMembership membership,
        ActivationDirectory activations,
        IServiceProvider services,
        TimeProvider clock,
        ILogger<DirectoryPartition> logger)
    {
        this.membership = membership;
        this.activations = activations;
        this.services = services;
        this.clock = clock;
        this.logger = logger;
    }

    private SiloAddress Self => membership.SiloAddress;

    public void Start()
    {
        services.GetRequiredService<SystemTargets>().Add(new SystemTarget(Name, this, services.GetRequiredService<SystemTargetServices>()));
        membership.SubscribeToSiloStatusEvents(this);
    }

    /// <summary>The ring of the membership that this silo knows.</summary>
    public (DirectoryRing Ring, long Version) Ring
    {
        get
        {
            lock (gate)
            {
                Follow();
                return (ring, seen.Version);
            }
        }
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        lock (gate)
        {
            Follow();
        }
    }

    public Task<DirectoryAnswer> Lookup(GrainId grainId, long version) =>
        Answer(grainId, version, () => entries.GetValueOrDefault(grainId)?.Address);

    public Task<DirectoryAnswer> Register(GrainAddress address, GrainAddress? previous, long version) => Answer(address.GrainId, version, () =>
    {
        if (entries.TryGetValue(address.GrainId, out var present)
            && !present.Address.Equals(address)
            && (previous is null || !present.Address.Matches(previous))
            && !membership.IsDeadSilo(present.Address.SiloAddress!))
        {
            return present.Address;
        }

        entries[address.GrainId] = new(address, true);
        return address;
    });

    public Task<DirectoryAnswer> Unregister(GrainAddress address, long version) => Answer(address.GrainId, version, () =>
    {
        if (entries.TryGetValue(address.GrainId, out var present) && present.Address.Equals(address))
        {
            entries.Remove(address.GrainId);
        }

        return null;
    });

    public async Task<List<HeldActivation>> Report(SiloAddress owner, long version)
    {
        if (Ring.Version < version)
        {
            await membership.Refresh(new(version));
        }

        var (now, known) = Ring;
        return known >= version
            ? Held(now, owner)
            : throw new OrleansException($"Silo {Self} does not know version {version} of the membership yet, but {known}.");
    }

    public Task EndDuplicate(GrainAddress address, GrainAddress winner)
    {
        if (activations.Find(address.GrainId) is Activation present && present.Address.Equals(address))
        {
            present.Deactivate(new(DeactivationReasonCode.DuplicateActivation, $"The grain is active at {winner}."));
        }

        return Task.CompletedTask;
    }

    /// <summary>Forgets the activations of a silo that is gone.</summary>
    public void Forget(SiloAddress silo)
    {
        lock (gate)
        {
            foreach (var grain in entries.Where(entry => entry.Value.Address.SiloAddress == silo).Select(entry => entry.Key).ToArray())
            {
                entries.Remove(grain);
            }
        }
    }

    private Task<DirectoryAnswer> Answer(GrainId grainId, long version, Func<GrainAddress?> act)
    {
        Task wait;
        lock (gate)
        {
            Follow();
            if (seen.Version >= version)
            {
                if (ring.OwnerOf(grainId) != Self)
                {
                    return Task.FromResult(new DirectoryAnswer(false, seen.Version, null));
                }

                if (recovery is null || settled.OwnerOf(grainId) == Self)
                {
                    return Task.FromResult(new DirectoryAnswer(true, seen.Version, act()));
                }

                wait = recovery.Task;
            }
            else
            {
                wait = membership.Refresh(new(version)).AsTask();
            }
        }

        return AnswerLater(wait, grainId, version, act);
    }

    private async Task<DirectoryAnswer> AnswerLater(Task wait, GrainId grainId, long version, Func<GrainAddress?> act)
    {
        await wait;
        return Ring.Version >= version
            ? await Answer(grainId, version, act)
            : throw new OrleansException($"Silo {Self} could not learn of version {version} of the membership.");
    }

    private List<HeldActivation> Held(DirectoryRing now, SiloAddress owner) =>
    [
        .. activations.All()
            .Where(activation => activation.IsRegistered && activation.State != ActivationState.Invalid && now.OwnerOf(activation.GrainId) == owner)
            .Select(activation => new HeldActivation(activation.Address, activation.State != ActivationState.Activating)),
    ];
}
