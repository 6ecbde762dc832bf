namespace Orleans.Runtime;

/// <summary>The membership of a cluster whose silos share a process.</summary>
internal sealed class InProcessMembershipStore : IMembershipStore
{
    private readonly Lock gate = new();
    private readonly List<Action<ClusterView>> listeners = [];
    private volatile ClusterView current = ClusterView.Empty;

    public ClusterView Current => current;

    public Task Update(SiloEntry entry, CancellationToken cancellationToken = default)
    {
        Publish(view => view with { Silos = view.Silos.SetItem(entry.Address, entry), Version = view.Version + 1 });
        return Task.CompletedTask;
    }

    public Task<bool> TrySetStatus(SiloAddress silo, SiloStatus status)
    {
        var found = false;
        Publish(view =>
        {
            found = view.Silos.TryGetValue(silo, out var entry) && entry.Status != SiloStatus.Dead;
            return found ? new(view.Silos.SetItem(silo, entry! with { Status = status }), view.Version + 1) : view;
        });
        return Task.FromResult(found);
    }

    public IDisposable Subscribe(Action<ClusterView> listener)
    {
        lock (gate)
        {
            listeners.Add(listener);
        }

        return new Subscription(this, listener);
    }

    private void Publish(Func<ClusterView, ClusterView> change)
    {
        // Listeners hear under the lock, so all of them hear the same order; they only take notes.
        lock (gate)
        {
            var next = change(current);
            if (next != current)
            {
                current = next;
                listeners.ForEach(listener => listener(next));
            }
        }
    }

    private sealed class Subscription(InProcessMembershipStore store, Action<ClusterView> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (store.gate)
            {
                store.listeners.Remove(listener);
            }
        }
    }
}
