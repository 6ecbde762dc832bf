using System.Collections.Frozen;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A database with the table <c>OrleansQuery</c>, from which all statements come: what stands under a key may differ from database to
/// database, the names of parameters and columns do not.
/// </summary>
/// <param name="user">What uses it, for errors.</param>
/// <param name="invariant">Name of the provider.</param>
/// <param name="connectionString">Where the database is.</param>
/// <param name="given">A source of connections in the place of both.</param>
/// <param name="keys">The statements that are needed.</param>
/// <param name="clock">Measures the pauses between attempts.</param>
internal sealed class AdoNetDatabase(
    string user, string invariant, string connectionString, DbDataSource? given, string[] keys, TimeProvider clock) : IAsyncDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private DbDataSource? source;
    private FrozenDictionary<string, string>? statements;

    /// <summary>Reads the statements.</summary>
    /// <exception cref="OrleansConfigurationException">The provider is not supported, or the database has not been prepared.</exception>
    public async Task Start(CancellationToken cancellationToken)
    {
        source ??= given ?? AdoNetInvariants.Source(invariant, connectionString, user);
        List<KeyValuePair<string, string>> found;
        try
        {
            found = await Rows(
                "SELECT QueryKey, QueryText FROM OrleansQuery",
                static _ => { },
                static row => KeyValuePair.Create(row.GetString(0), row.GetString(1)),
                isChange: false,
                cancellationToken);
        }
        catch (DbException failure) when (failure.SqlState == "42P01" || (failure as SqliteException)?.SqliteErrorCode == 1)
        {
            throw Unprepared("has no table OrleansQuery", failure);
        }

        var missing = keys.Except(found.Select(pair => pair.Key)).ToList();
        statements = missing.Count == 0 ? found.ToFrozenDictionary() : throw Unprepared($"lacks {string.Join(", ", missing)} in OrleansQuery", null);
    }

    /// <summary>Runs a statement that reads; a failure that may pass is tried again.</summary>
    public async Task<List<T>> Read<T>(
        string key, Action<DbCommand> fill, Func<DbDataReader, T> row, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Rows(Statement(key), fill, row, isChange: false, cancellationToken);
            }
            catch (DbException failure) when (failure.IsTransient && attempt < Attempts)
            {
                await Task.Delay(Pause * attempt, clock, cancellationToken);
            }
        }
    }

    /// <summary>Runs a statement that changes something, as one transaction; rows of all its results. It is not tried again.</summary>
    public Task<List<T>> Change<T>(
        string key, Action<DbCommand> fill, Func<DbDataReader, T> row, CancellationToken cancellationToken = default) =>
        Rows(Statement(key), fill, row, isChange: true, cancellationToken);

    /// <summary>Runs a statement that changes something if it can: whether it did.</summary>
    public async Task<bool> TryChange(string key, Action<DbCommand> fill, CancellationToken cancellationToken = default) =>
        (await Change(key, fill, static row => Convert.ToInt64(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture), cancellationToken))
        .Any(count => count > 0);

    public async ValueTask DisposeAsync()
    {
        if (source is not null && source != given)
        {
            await source.DisposeAsync();
        }
    }

    // One of the drivers works synchronously; a grain's turn does not wait for a disk.
    private Task<List<T>> Rows<T>(
        string sql, Action<DbCommand> fill, Func<DbDataReader, T> row, bool isChange, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var opened = source ?? throw new OrleansException($"{user} has not been started.");
            await using var connection = await opened.OpenConnectionAsync(cancellationToken);
            await using var transaction = isChange && connection is SqliteConnection
                ? await connection.BeginTransactionAsync(cancellationToken)
                : null;
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Transaction = transaction;
            fill(command);
            var rows = new List<T>();
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            {
                do
                {
                    while (await reader.ReadAsync(cancellationToken))
                    {
                        rows.Add(row(reader));
                    }
                }
                while (await reader.NextResultAsync(cancellationToken));
            }

            if (transaction is not null)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            return rows;
        },
        cancellationToken);

    private string Statement(string key) => (statements ?? throw new OrleansException($"{user} has not been started."))[key];

    private OrleansConfigurationException Unprepared(string what, Exception? cause) => new(
        $"The database of {user} {what}. The runtime makes no tables: apply the scripts for the database first (Main, then Clustering, Persistence, "
        + "Reminders; in this product silo/Database/PostgreSql and silo/Database/Sqlite, which ClusterDatabase.Prepare applies).",
        cause!);
}

/// <summary>Parameters and columns by name.</summary>
internal static class AdoNetNames
{
    public static void Add(this DbCommand command, string name, string? value) => Add(command, name, value, DbType.String);

    public static void Add(this DbCommand command, string name, int value) => Add(command, name, value, DbType.Int32);

    public static void Add(this DbCommand command, string name, int? value) => Add(command, name, value, DbType.Int32);

    public static void Add(this DbCommand command, string name, long value) => Add(command, name, value, DbType.Int64);

    public static void Add(this DbCommand command, string name, DateTime value) =>
        Add(command, name, DateTime.SpecifyKind(value, DateTimeKind.Utc), DbType.DateTime);

    public static void Add(this DbCommand command, string name, byte[]? value) => Add(command, name, value, DbType.Binary);

    public static DateTime Utc(this DbDataReader row, string column) =>
        DateTime.SpecifyKind(row.GetDateTime(row.GetOrdinal(column)), DateTimeKind.Utc);

    public static string Text(this DbDataReader row, string column) => row.GetString(row.GetOrdinal(column));

    public static int Number(this DbDataReader row, string column) => row.GetInt32(row.GetOrdinal(column));

    public static int? NumberOrNull(this DbDataReader row, string column)
    {
        var ordinal = row.GetOrdinal(column);
        return row.IsDBNull(ordinal) ? null : row.GetInt32(ordinal);
    }

    private static void Add(DbCommand command, string name, object? value, DbType type)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
