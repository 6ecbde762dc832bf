namespace Orleans;

/// <summary>Decides whether a client tries to connect again.</summary>
public interface IClientConnectionRetryFilter
{
    /// <summary>Whether to try again; wait within, for as long as is fit.</summary>
    Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken);
}
