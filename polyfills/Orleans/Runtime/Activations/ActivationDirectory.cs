using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The activations of one silo, by grain.</summary>
internal sealed class ActivationDirectory
{
    private readonly ConcurrentDictionary<GrainId, IGrainContext> contexts = new();
    private readonly Lock creation = new();
    private int activations;

    /// <summary>Grains that are active here. A stateless worker counts once per worker.</summary>
    public int ActivationCount => Volatile.Read(ref activations);

    public IGrainContext? Find(GrainId grainId) => contexts.TryGetValue(grainId, out var context) ? context : null;

    /// <summary>The context of a grain, made when there is none.</summary>
    public IGrainContext GetOrAdd(GrainId grainId, Func<GrainId, IGrainContext> create, out bool isNew)
    {
        lock (creation)
        {
            isNew = !contexts.TryGetValue(grainId, out var context);
            return isNew ? contexts[grainId] = create(grainId) : context!;
        }
    }

    public void CountActivation(Activation activation)
    {
        activation.IsCounted = true;
        Interlocked.Increment(ref activations);
    }

    public void Remove(Activation activation)
    {
        if (activation.IsCounted)
        {
            activation.IsCounted = false;
            Interlocked.Decrement(ref activations);
        }

        if (Find(activation.GrainId) is StatelessWorkers workers)
        {
            workers.Remove(activation);
        }
        else
        {
            contexts.TryRemove(new(activation.GrainId, activation));
        }
    }

    /// <summary>Every activation, workers one by one.</summary>
    public IEnumerable<Activation> All() => contexts.Values.SelectMany(context => context switch
    {
        Activation activation => [activation],
        StatelessWorkers workers => workers.All(),
        _ => Enumerable.Empty<Activation>(),
    });
}
