using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ReAgent.Silo.Database;

/// <summary>The database that silos share: who is in the cluster, states of grains, reminders.</summary>
/// <remarks>The runtime makes no tables itself; these scripts do. They change nothing where they have been applied already.</remarks>
public static class ClusterDatabase
{
    /// <summary>Invariant name of PostgreSQL's provider.</summary>
    public const string PostgreSql = "Npgsql";

    /// <summary>Invariant name of SQLite's provider, for silos of one machine.</summary>
    public const string Sqlite = "System.Data.SQLite";

    // Any number does, as long as all silos take the same one.
    private const long PreparationLock = 0x5265_4167_656e_7400;

    private static readonly string[] Scripts = ["Main.sql", "Clustering.sql", "Persistence.sql", "Reminders.sql"];

    /// <summary>Makes what is missing of the tables and statements; several silos may do so at once.</summary>
    /// <exception cref="ArgumentException">The provider is not supported.</exception>
    public static async Task Prepare(string invariant, string connectionString, CancellationToken cancellationToken)
    {
        await using DbConnection connection = invariant switch
        {
            PostgreSql => new NpgsqlConnection(connectionString),
            Sqlite => new SqliteConnection(connectionString),
            _ => throw new ArgumentException(
                $"There are no scripts for databases of provider '{invariant}'; there are for '{PostgreSql}' and '{Sqlite}'.", nameof(invariant)),
        };
        await connection.OpenAsync(cancellationToken);
        if (connection is SqliteConnection)
        {
            // Readers and the writer do not wait for each other.
            await Run(connection, "PRAGMA journal_mode = WAL", cancellationToken);
        }

        // In SQLite the transaction begins by taking the lock of writers.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (connection is NpgsqlConnection)
        {
            await Run(connection, $"SELECT pg_advisory_xact_lock({PreparationLock})", cancellationToken);
        }

        foreach (var script in Scripts)
        {
            await Run(connection, await Read(connection is NpgsqlConnection ? "PostgreSql" : "Sqlite", script, cancellationToken), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task Run(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<string> Read(string database, string script, CancellationToken cancellationToken)
    {
        var name = $"Database/{database}/{script}";
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
