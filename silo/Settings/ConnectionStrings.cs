using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ReAgent.Silo.Settings;

/// <summary>Connection strings of the databases that silos use. Messages never repeat their text.</summary>
internal static class ConnectionStrings
{
    // Npgsql's own 100 for each silo are as many as PostgreSQL has for all; a silo seldom uses more than three.
    private const int MostConnections = 20;

    /// <summary>The provider's invariant name.</summary>
    public static string Invariant(DatabaseKind kind) => kind == DatabaseKind.PostgreSql ? "Npgsql" : "System.Data.SQLite";

    /// <summary>Why a silo cannot use a connection string; null when it can.</summary>
    public static string? ProblemOf(DatabaseKind kind, string connectionString)
    {
        try
        {
            if (kind == DatabaseKind.PostgreSql)
            {
                return new NpgsqlConnectionStringBuilder(connectionString).Host is { Length: > 0 }
                    ? null
                    : "the connection string names no host; PostgreSQL's begin like 'Host=name;Database=reagent;Username=…'.";
            }

            var sqlite = new SqliteConnectionStringBuilder(connectionString);
            return sqlite.DataSource.Length == 0 || sqlite.DataSource == ":memory:" || sqlite.Mode == SqliteOpenMode.Memory
                ? "the connection string names no file; SQLite's look like 'Data Source=/data/cluster.db'."
                : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            return $"the text is no connection string of {(kind == DatabaseKind.PostgreSql ? "PostgreSQL (--database-kind postgresql)" : "SQLite (--database-kind sqlite)")}; "
                + "it is not shown, since it may hold a password.";
        }
    }

    /// <summary>What the silo opens: with SQLite, silos wait for each other's writes; with PostgreSQL, they are told apart by name and leave connections for each other.</summary>
    public static string ForSilo(SiloSettings settings)
    {
        if (settings.DatabaseKind == DatabaseKind.PostgreSql)
        {
            var postgres = new NpgsqlConnectionStringBuilder(settings.Database);
            postgres.ApplicationName ??= $"reagent {settings.SiloName}";
            if (!postgres.ShouldSerialize("Maximum Pool Size"))
            {
                postgres.MaxPoolSize = MostConnections;
            }

            return postgres.ConnectionString;
        }

        var sqlite = new SqliteConnectionStringBuilder(settings.Database) { Pooling = true };
        sqlite.DefaultTimeout = Math.Max(sqlite.DefaultTimeout, 10);
        return sqlite.ConnectionString;
    }

    /// <summary>The parts that nobody may read: passwords, and the string itself when it has one.</summary>
    public static IEnumerable<string> SecretsOf(string connectionString)
    {
        // The string has been checked; this reading is the same for both databases.
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        foreach (string key in parts.Keys)
        {
            var name = key.Replace(" ", "", StringComparison.Ordinal);
            if ((name.Equals("password", StringComparison.OrdinalIgnoreCase) || name.Equals("pwd", StringComparison.OrdinalIgnoreCase)
                    || name.Equals("sslpassword", StringComparison.OrdinalIgnoreCase) || name.Equals("passphrase", StringComparison.OrdinalIgnoreCase))
                && parts[key].ToString() is { Length: > 0 } secret)
            {
                yield return secret;
            }
        }
    }
}
