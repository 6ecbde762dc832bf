using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps states in the table <c>OrleansStorage</c> of a database. Versions count the writes of a record.</summary>
internal sealed class AdoNetGrainStorage(
    string name,
    AdoNetGrainStorageOptions options,
    IGrainStorageSerializer serializer,
    ClusterOptions cluster,
    TimeProvider clock,
    ILogger<AdoNetGrainStorage> logger) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private const string Write = "WriteToStorageKey";
    private const string Read = "ReadFromStorageKey";
    private const string Clear = "ClearStorageKey";
    private const string Delete = "DeleteStorageKey";

    private readonly AdoNetDatabase database = new(
        $"storage '{name}'",
        options.Invariant,
        options.ConnectionString,
        options.DataSource,
        options.DeleteStateOnClear ? [Write, Read, Clear, Delete] : [Write, Read, Clear],
        clock);

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"storage {name}", options.InitStage, database.Start);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var (payload, version) = await Load(AdoNetGrainKey.Of(stateName, grainId), cancellationToken);
        grainState.ETag = version;
        grainState.RecordExists = payload is not null;
        grainState.State = payload is null ? StateActivator.New<T>() : serializer.Deserialize<T>(new BinaryData(payload));
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var payload = serializer.Serialize(grainState.State).ToArray();
        grainState.ETag = await Change(Write, stateName, grainId, grainState.ETag, payload, cancellationToken);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (grainState.ETag is { } etag)
        {
            var next = await Change(options.DeleteStateOnClear ? Delete : Clear, stateName, grainId, etag, null, cancellationToken);
            grainState.ETag = options.DeleteStateOnClear ? null : next;
        }

        grainState.RecordExists = false;
        grainState.State = StateActivator.New<T>();
    }

    private async Task<(byte[]? Payload, string? Version)> Load(AdoNetGrainKey key, CancellationToken cancellationToken)
    {
        var rows = await database.Read(
            Read,
            command => key.AddTo(command, cluster.ServiceId),
            static row =>
            {
                var payload = row.GetOrdinal("PayloadBinary");
                return (
                    row.IsDBNull(payload) ? null : row.GetFieldValue<byte[]>(payload),
                    row.NumberOrNull("Version")?.ToString(CultureInfo.InvariantCulture));
            },
            cancellationToken);
        return rows.Count == 0 ? (null, null) : rows[0];
    }

    /// <summary>Carries out a change of one record of a known version; its next version.</summary>
    private async Task<string> Change(
        string statement, string stateName, GrainId grainId, string? etag, byte[]? payload, CancellationToken cancellationToken)
    {
        var key = AdoNetGrainKey.Of(stateName, grainId);
        int? version = null;
        if (etag is not null)
        {
            version = int.TryParse(etag, CultureInfo.InvariantCulture, out var known)
                ? known
                : throw await Mismatch(key, stateName, grainId, etag, cancellationToken);
        }

        var outcome = await database.Change(
            statement,
            command =>
            {
                key.AddTo(command, cluster.ServiceId);
                command.Add("GrainStateVersion", version);
                if (statement == Write)
                {
                    command.Add("PayloadBinary", payload);
                }
            },
            static row => row.NumberOrNull("NewGrainStateVersion"),
            cancellationToken);

        // A change that did not happen tells the version that it was given.
        return outcome is [{ } next] && next != version
            ? next.ToString(CultureInfo.InvariantCulture)
            : throw await Mismatch(key, stateName, grainId, etag, cancellationToken);
    }

    private async Task<InconsistentStateException> Mismatch(
        AdoNetGrainKey key, string stateName, GrainId grainId, string? known, CancellationToken cancellationToken)
    {
        var stored = (await Load(key, cancellationToken)).Version;
        StorageLog.EtagMismatch(logger, stateName, grainId, known, stored);
        return new($"State '{stateName}' of grain {grainId} in storage '{name}' is not the one last read or written here.", stored, known);
    }
}
