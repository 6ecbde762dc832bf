using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReAgent.Silo.Database;
using ReAgent.Silo.Settings;

namespace ReAgent.Silo;

/// <summary>Creates the tables that are missing, before the silo starts. A database that is only starting itself is waited for.</summary>
internal sealed partial class DatabasePreparation(SiloSettings settings, TimeProvider time, ILogger<DatabasePreparation> logger) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var connection = ConnectionStrings.ForSilo(settings);
        if (settings.DatabaseKind == DatabaseKind.Sqlite
            && Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                await ClusterDatabase.Prepare(ConnectionStrings.Invariant(settings.DatabaseKind), connection, cancellationToken);
                return;
            }
            catch (DbException exception) when (exception.IsTransient && time.GetElapsedTime(began) < Patience)
            {
                Waiting(logger, exception.InnerException is { } cause ? $"{exception.Message}: {cause.Message}" : exception.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2300, LogLevel.Warning, "The database cannot be reached yet and is tried again: {Reason}")]
    private static partial void Waiting(ILogger logger, string reason);
}
