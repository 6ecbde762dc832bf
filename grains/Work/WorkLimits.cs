namespace ReAgent.Grains.Work;

/// <summary>How much patience there is with work.</summary>
public sealed record WorkLimits
{
    /// <summary>How often work is tried that ends its process, or that meets a fault that may pass.</summary>
    public int MaxTries { get; init; } = 5;

    /// <summary>How long work may go on without telling any progress before it counts as stuck.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long work goes on when nobody asks for it any more: long enough for an experiment to come back after the loss of its silo.</summary>
    public TimeSpan AbandonedAfter { get; init; } = TimeSpan.FromMinutes(3);
}
