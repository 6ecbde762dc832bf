using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps states in a table of a database, which is created when it is not there. Versions count the writes of a record.</summary>
internal sealed class AdoNetGrainStorage(
    string name, AdoNetGrainStorageOptions options, IGrainStorageSerializer serializer, ClusterOptions cluster, ILogger<AdoNetGrainStorage> logger)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private const string CreateTable = """
        CREATE TABLE IF NOT EXISTS OrleansGrainState (
            ServiceId TEXT NOT NULL,
            StateName TEXT NOT NULL,
            GrainType TEXT NOT NULL,
            GrainKey TEXT NOT NULL,
            Payload BLOB NULL,
            ModifiedOn TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
            Version INTEGER NOT NULL,
            PRIMARY KEY (ServiceId, StateName, GrainType, GrainKey))
        """;

    private const string ThisRecord = "ServiceId = @service AND StateName = @state AND GrainType = @type AND GrainKey = @key";

    private const string Insert = """
        INSERT INTO OrleansGrainState (ServiceId, StateName, GrainType, GrainKey, Payload, Version)
        VALUES (@service, @state, @type, @key, @payload, 1)
        ON CONFLICT DO NOTHING
        """;

    private DbDataSource? source;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"storage {name}", options.InitStage, Start, Stop);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var (payload, version) = await Run(connection => Load(connection, stateName, grainId), cancellationToken);
        grainState.ETag = version;
        grainState.RecordExists = payload is not null;
        grainState.State = payload is null ? StateActivator.New<T>() : serializer.Deserialize<T>(new BinaryData(payload));
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var payload = serializer.Serialize(grainState.State).ToArray();
        var etag = grainState.ETag;
        grainState.ETag = await Run(
            connection =>
            {
                var sql = etag is null
                    ? Insert
                    : $"UPDATE OrleansGrainState SET Payload = @payload, ModifiedOn = CURRENT_TIMESTAMP, Version = Version + 1 WHERE {ThisRecord} AND Version = @version";
                return Change(connection, sql, stateName, grainId, etag, payload);
            },
            cancellationToken);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (grainState.ETag is { } etag)
        {
            var sql = options.DeleteStateOnClear
                ? $"DELETE FROM OrleansGrainState WHERE {ThisRecord} AND Version = @version"
                : $"UPDATE OrleansGrainState SET Payload = NULL, ModifiedOn = CURRENT_TIMESTAMP, Version = Version + 1 WHERE {ThisRecord} AND Version = @version";
            var next = await Run(connection => Change(connection, sql, stateName, grainId, etag, null), cancellationToken);
            grainState.ETag = options.DeleteStateOnClear ? null : next;
        }

        grainState.RecordExists = false;
        grainState.State = StateActivator.New<T>();
    }

    private DbCommand Command(DbConnection connection, string sql, string stateName, GrainId grainId)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        Add(command, "@service", cluster.ServiceId);
        Add(command, "@state", stateName);
        Add(command, "@type", grainId.Type.ToString());
        Add(command, "@key", grainId.Key.ToString());
        return command;
    }

    private static void Add(DbCommand command, string parameter, object? value)
    {
        var added = command.CreateParameter();
        added.ParameterName = parameter;
        added.Value = value ?? DBNull.Value;
        command.Parameters.Add(added);
    }

    private (byte[]? Payload, string? Version) Load(DbConnection connection, string stateName, GrainId grainId)
    {
        using var command = Command(connection, $"SELECT Payload, Version FROM OrleansGrainState WHERE {ThisRecord}", stateName, grainId);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? (reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0), reader.GetInt64(1).ToString(CultureInfo.InvariantCulture))
            : (null, null);
    }

    /// <summary>Carries out a change of one record of a known version; its next version.</summary>
    private string Change(DbConnection connection, string sql, string stateName, GrainId grainId, string? etag, byte[]? payload)
    {
        var version = 0L;
        if (etag is not null && !long.TryParse(etag, CultureInfo.InvariantCulture, out version))
        {
            throw Mismatch(stateName, grainId, etag, Load(connection, stateName, grainId).Version);
        }

        using var command = Command(connection, sql, stateName, grainId);
        Add(command, "@payload", payload);
        Add(command, "@version", version);
        return command.ExecuteNonQuery() == 1
            ? (version + 1).ToString(CultureInfo.InvariantCulture)
            : throw Mismatch(stateName, grainId, etag, Load(connection, stateName, grainId).Version);
    }

    private InconsistentStateException Mismatch(string stateName, GrainId grainId, string? known, string? stored)
    {
        StorageLog.EtagMismatch(logger, stateName, grainId, known, stored);
        return new($"State '{stateName}' of grain {grainId} in storage '{name}' is not the one last read or written here.", stored, known);
    }

    // The driver works synchronously; a grain's turn does not wait for a disk.
    private Task<T> Run<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var opened = source ?? throw new OrleansException($"Storage '{name}' has not been started.");
            using var connection = opened.OpenConnection();
            return work(connection);
        },
        cancellationToken);

    private async Task Start(CancellationToken cancellationToken)
    {
        source = options.DataSource;
        if (source is null)
        {
            if (string.IsNullOrWhiteSpace(options.ConnectionString))
            {
                throw new OrleansConfigurationException($"Storage '{name}' has no {nameof(options.ConnectionString)}.");
            }

            source = AdoNetInvariants.Factory(options.Invariant, name).CreateDataSource(options.ConnectionString);
        }

        await Run(
            connection =>
            {
                using var command = connection.CreateCommand();

                // Readers and the writer do not wait for each other.
                command.CommandText = "PRAGMA journal_mode = WAL";
                command.ExecuteNonQuery();
                command.CommandText = CreateTable;
                return command.ExecuteNonQuery();
            },
            cancellationToken);
    }

    private async Task Stop(CancellationToken cancellationToken)
    {
        if (source is { } opened && opened != options.DataSource)
        {
            await opened.DisposeAsync();
        }
    }
}
