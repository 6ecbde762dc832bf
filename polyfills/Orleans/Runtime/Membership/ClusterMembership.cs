using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>The cluster's membership as one silo sees it.</summary>
internal sealed class ClusterMembership : IClusterMembershipService, ISiloStatusOracle, IDisposable
{
    private readonly Lock gate = new();
    private readonly IMembershipStore store;
    private readonly SiloIdentity silo;
    private readonly ILogger logger;
    private readonly IDisposable subscription;
    private readonly List<ISiloStatusListener> listeners = [];
    private readonly List<Channel<ClusterMembershipSnapshot>> watchers = [];
    private volatile ClusterMembershipSnapshot snapshot;
    private volatile ClusterView view;

    public ClusterMembership(IMembershipStore store, SiloIdentity silo, ILogger<ClusterMembership> logger)
    {
        this.store = store;
        this.silo = silo;
        this.logger = logger;
        view = store.Current;
        snapshot = Snapshot(view);
        subscription = store.Subscribe(Accept);
    }

    /// <summary>The silos with all that they tell of themselves.</summary>
    public ClusterView View => view;

    public ClusterMembershipSnapshot CurrentSnapshot => snapshot;

    public SiloStatus CurrentStatus => GetApproximateSiloStatus(silo.SiloAddress);

    public string SiloName => silo.Name;

    public SiloAddress SiloAddress => silo.SiloAddress;

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => Watch();

    public async ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        await store.Refresh(minimumVersion.Value, cancellationToken);
        Accept(store.Current);
    }

    /// <inheritdoc cref="IMembershipStore.Start"/>
    public Task Start(CancellationToken cancellationToken) => store.Start(cancellationToken);

    /// <inheritdoc cref="IMembershipStore.MeetOthers"/>
    public Task MeetOthers(CancellationToken cancellationToken) => store.MeetOthers(cancellationToken);

    /// <inheritdoc cref="IMembershipStore.RenewedAt"/>
    public DateTime? RenewedAt(SiloAddress siloAddress) => store.RenewedAt(siloAddress);

    /// <inheritdoc cref="IMembershipStore.Stop"/>
    public void Stop() => store.Stop();

    public Task<bool> TryKill(SiloAddress siloAddress) => store.TrySetStatus(siloAddress, SiloStatus.Dead);

    public Task SetStatus(SiloStatus status) => store.TrySetStatus(silo.SiloAddress, status);

    public Task Join(SiloEntry entry, CancellationToken cancellationToken) => store.Update(entry, cancellationToken);

    public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) =>
        view.Silos.TryGetValue(siloAddress, out var entry) ? entry.Status : SiloStatus.None;

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => view.Silos.Values
        .Where(entry => !onlyActive || entry.Status == SiloStatus.Active)
        .ToDictionary(entry => entry.Address, entry => entry.Status);

    public ImmutableArray<SiloAddress> GetActiveSilos() =>
        [.. view.Silos.Values.Where(entry => entry.Status == SiloStatus.Active).Select(entry => entry.Address)];

    public bool TryGetSiloName(SiloAddress siloAddress, out string siloName)
    {
        var found = view.Silos.TryGetValue(siloAddress, out var entry);
        siloName = entry?.Name ?? "";
        return found;
    }

    public bool IsFunctionalDirectory(SiloAddress siloAddress) => !IsTerminating(GetApproximateSiloStatus(siloAddress));

    public bool IsDeadSilo(SiloAddress silo) => GetApproximateSiloStatus(silo) == SiloStatus.Dead;

    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (gate)
        {
            if (listeners.Contains(observer))
            {
                return false;
            }

            listeners.Add(observer);
            return true;
        }
    }

    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (gate)
        {
            return listeners.Remove(observer);
        }
    }

    public void Dispose()
    {
        subscription.Dispose();
        lock (gate)
        {
            watchers.ForEach(watcher => watcher.Writer.TryComplete());
        }
    }

    private static bool IsTerminating(SiloStatus status) => status is SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead;

    private static ClusterMembershipSnapshot Snapshot(ClusterView view) => new(
        view.Silos.ToImmutableDictionary(pair => pair.Key, pair => new ClusterMember(pair.Key, pair.Value.Status, pair.Value.Name)),
        new(view.Version));

    private void Accept(ClusterView next)
    {
        SiloEntry[] changed;
        ISiloStatusListener[] told;
        lock (gate)
        {
            if ((next.Version, next.Revision).CompareTo((view.Version, view.Revision)) <= 0)
            {
                return;
            }

            var before = view;
            view = next;
            snapshot = Snapshot(next);
            changed = [.. next.Silos.Values.Where(entry =>
                !before.Silos.TryGetValue(entry.Address, out var old) || old.Status != entry.Status)];
            told = [.. listeners];
            watchers.ForEach(watcher => watcher.Writer.TryWrite(snapshot));
        }

        foreach (var entry in changed)
        {
            MembershipLog.Changed(logger, entry.Address, entry.Status);
            foreach (var listener in told)
            {
                Tell(listener, entry);
            }
        }
    }

    private void Tell(ISiloStatusListener listener, SiloEntry entry)
    {
        try
        {
            listener.SiloStatusChangeNotification(entry.Address, entry.Status);
        }
        catch (Exception failure)
        {
            MembershipLog.ListenerFailed(logger, failure, listener.GetType());
        }
    }

    private async IAsyncEnumerable<ClusterMembershipSnapshot> Watch([EnumeratorCancellation] CancellationToken token = default)
    {
        var watcher = Channel.CreateUnbounded<ClusterMembershipSnapshot>();
        lock (gate)
        {
            watcher.Writer.TryWrite(snapshot);
            watchers.Add(watcher);
        }

        try
        {
            await foreach (var update in watcher.Reader.ReadAllAsync(token))
            {
                yield return update;
            }
        }
        finally
        {
            lock (gate)
            {
                watchers.Remove(watcher);
            }
        }
    }
}
