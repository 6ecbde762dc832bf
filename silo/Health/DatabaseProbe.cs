using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Health;

/// <summary>Whether the database was reached within the last lease. It is asked when somebody wants to know, and not more often than needed.</summary>
internal sealed class DatabaseProbe(DbDataSource database, TimeSpan lease, TimeProvider time, ILogger<DatabaseProbe> logger) : IDisposable
{
    private readonly SemaphoreSlim _asking = new(1);
    private long? _reached;
    private bool _isLost;

    /// <summary>Finds out, within half a lease.</summary>
    public async Task<HealthCheck> Check(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (Age() is not { } age || age > lease / 2)
            {
                await Ask(cancellationToken);
            }

            return Age() switch
            {
                null => new HealthCheck("database", false, "never reached"),
                { } now => new HealthCheck("database", now <= lease, $"reached {now.TotalSeconds:0.0} s ago"),
            };
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _asking.Dispose();

    private TimeSpan? Age() => _reached is { } then ? time.GetElapsedTime(then) : null;

    private async Task Ask(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(lease / 2, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var asked = time.GetTimestamp();
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(either.Token);
            _reached = asked;
            if (_isLost)
            {
                _isLost = false;
                HealthLog.DatabaseFound(logger);
            }
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or InvalidOperationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            if (!_isLost)
            {
                _isLost = true;
                HealthLog.DatabaseLost(logger, exception);
            }
        }
    }
}
