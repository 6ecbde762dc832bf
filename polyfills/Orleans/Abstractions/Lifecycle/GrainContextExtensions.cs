namespace Orleans.Runtime;

/// <summary>Shorter forms of calls on <see cref="IGrainContext"/>.</summary>
public static class GrainContextExtensions
{
    /// <summary>Deactivates and waits until the activation is gone.</summary>
    public static Task DeactivateAsync(
        this IGrainContext grainContext, DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        grainContext.Deactivate(deactivationReason, cancellationToken);
        return grainContext.Deactivated;
    }
}
