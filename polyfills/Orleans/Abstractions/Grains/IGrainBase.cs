using Orleans.Runtime;

namespace Orleans;

/// <summary>Implemented by every grain class; <see cref="Grain"/> implements it for its subclasses.</summary>
public interface IGrainBase
{
    /// <summary>The activation that holds this grain.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call. When it throws, the activation fails and so do the calls that wait for it.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs before the activation goes away, unless the silo dies.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
