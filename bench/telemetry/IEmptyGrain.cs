using Orleans;

namespace ReAgent.Bench.Telemetry;

/// <summary>A grain that does nothing.</summary>
public interface IEmptyGrain : IGrainWithIntegerKey
{
    /// <summary>Nothing.</summary>
    Task Touch();
}

/// <inheritdoc/>
public sealed class EmptyGrain : Grain, IEmptyGrain
{
    /// <inheritdoc/>
    public Task Touch() => Task.CompletedTask;
}
