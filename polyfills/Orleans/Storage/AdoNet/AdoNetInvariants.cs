using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>ADO.NET providers by their invariant names.</summary>
internal static class AdoNetInvariants
{
    /// <summary>SQLite, under the name that its older provider has; the provider is Microsoft.Data.Sqlite.</summary>
    public const string SQLite = "System.Data.SQLite";

    /// <summary>PostgreSQL.</summary>
    public const string PostgreSql = "Npgsql";

    /// <summary>A source of connections.</summary>
    /// <param name="invariant">Name of the provider.</param>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="user">What needs it, for the error.</param>
    /// <exception cref="OrleansConfigurationException">The provider is not supported, or there is no connection string.</exception>
    public static DbDataSource Source(string invariant, string connectionString, string user)
    {
        if (invariant is not (SQLite or PostgreSql))
        {
            throw new OrleansConfigurationException(
                $"{user} names the ADO.NET invariant '{invariant}', which is not supported here; supported are '{PostgreSql}' and '{SQLite}'.");
        }

        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new OrleansConfigurationException($"{user} has neither a connection string nor a data source.");
        }

        return invariant == SQLite ? SqliteFactory.Instance.CreateDataSource(connectionString) : NpgsqlDataSource.Create(connectionString);
    }
}
