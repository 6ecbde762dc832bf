namespace Orleans.Runtime;

/// <summary>Any silo, each as likely.</summary>
public sealed class RandomPlacement : PlacementStrategy;

/// <summary>The silo of the caller, when it can hold the grain.</summary>
public sealed class PreferLocalPlacement : PlacementStrategy;

/// <summary>A silo chosen by the hash of the grain's identity.</summary>
public sealed class HashBasedPlacement : PlacementStrategy;

/// <summary>The silo with fewest activations among a few drawn at random.</summary>
public sealed class ActivationCountBasedPlacement : PlacementStrategy;

/// <summary>The least loaded silo by processor, memory and activations.</summary>
public sealed class ResourceOptimizedPlacement : PlacementStrategy;

/// <summary>Activations of a stateless worker: in the silo that calls, several when busy.</summary>
public sealed class StatelessWorkerPlacement : PlacementStrategy
{
    /// <summary>As many as processors.</summary>
    public StatelessWorkerPlacement()
        : this(-1)
    {
    }

    /// <summary>At most <paramref name="maxLocal"/>; -1 for as many as processors.</summary>
    public StatelessWorkerPlacement(int maxLocal)
        : this(maxLocal, true)
    {
    }

    /// <summary>At most <paramref name="maxLocal"/>, idle ones collected early or not.</summary>
    public StatelessWorkerPlacement(int maxLocal, bool removeIdleWorkers)
    {
        if (maxLocal is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(maxLocal), maxLocal, "A stateless worker needs at least one activation.");
        }

        MaxLocal = maxLocal > 0 ? maxLocal : Environment.ProcessorCount;
        RemoveIdleWorkers = removeIdleWorkers;
    }

    /// <inheritdoc/>
    public override bool IsUsingGrainDirectory => false;

    /// <summary>Most activations in one silo.</summary>
    public int MaxLocal { get; }

    /// <summary>Whether idle workers are collected early.</summary>
    public bool RemoveIdleWorkers { get; }
}
