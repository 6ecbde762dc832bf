using ReAgent.Contracts.Scheduling;

namespace ReAgent.Grains.Work;

/// <summary>The silo's accelerators: each is used by one piece of work at a time. The processor is everybody's.</summary>
public sealed class DevicePool
{
    private readonly Lock _lock = new();
    private readonly List<string> _free;
    private readonly LinkedList<Waiting> _queue = [];

    /// <param name="devices">Accelerators with their numbers: <c>cuda:0</c>, <c>cuda:1</c>.</param>
    public DevicePool(IEnumerable<string> devices)
    {
        All = [.. devices];
        _free = [.. All];
    }

    /// <summary>The accelerators.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Kind of a device: <c>cuda</c> of <c>cuda:1</c>.</summary>
    public static string KindOf(string device) => device.Split(':')[0];

    /// <summary>Waits for a device of a kind; dispose what is returned to give it back.</summary>
    /// <exception cref="InvalidOperationException">The silo has no device of that kind.</exception>
    public async Task<DeviceUse> Take(string kind, CancellationToken cancellationToken)
    {
        if (kind == SiloTraits.Cpu)
        {
            return new DeviceUse(null, SiloTraits.Cpu);
        }

        if (!All.Any(device => KindOf(device) == kind))
        {
            throw new InvalidOperationException($"This silo has no accelerator '{kind}'; it has: {(All.Count == 0 ? "none" : string.Join(", ", All))}.");
        }

        var waiting = new Waiting(kind);
        lock (_lock)
        {
            _queue.AddLast(waiting);
            HandOut();
        }

        await using var cancelled = cancellationToken.Register(() => Leave(waiting)).ConfigureAwait(false);
        return new DeviceUse(this, await waiting.Device.Task.ConfigureAwait(false));
    }

    internal void GiveBack(string device)
    {
        lock (_lock)
        {
            _free.Add(device);
            HandOut();
        }
    }

    private void Leave(Waiting waiting)
    {
        lock (_lock)
        {
            if (_queue.Remove(waiting))
            {
                waiting.Device.SetCanceled();
            }
        }
    }

    private void HandOut()
    {
        for (var node = _queue.First; node is not null;)
        {
            var (next, waiting) = (node.Next, node.Value);
            if (_free.Find(device => KindOf(device) == waiting.Kind) is { } device)
            {
                _free.Remove(device);
                _queue.Remove(node);
                waiting.Device.SetResult(device);
            }

            node = next;
        }
    }

    private sealed class Waiting(string kind)
    {
        public string Kind { get; } = kind;

        public TaskCompletionSource<string> Device { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A device in use.</summary>
public sealed class DeviceUse : IDisposable
{
    private DevicePool? _pool;

    internal DeviceUse(DevicePool? pool, string device) => (_pool, Device) = (pool, device);

    /// <summary>Its name: <c>cpu</c>, <c>cuda:0</c>.</summary>
    public string Device { get; }

    /// <summary>Gives it back.</summary>
    public void Dispose() => Interlocked.Exchange(ref _pool, null)?.GiveBack(Device);
}
