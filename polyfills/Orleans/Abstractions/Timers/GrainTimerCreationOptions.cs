namespace Orleans.Runtime;

/// <summary>When a grain timer ticks, and how its ticks mix with calls.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>For object initializers.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>First tick after <paramref name="dueTime"/>, then every <paramref name="period"/> after the end of the tick before.</summary>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks interleave with calls and other ticks.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks keep the activation from idle collection.</summary>
    public bool KeepAlive { get; init; }
}
