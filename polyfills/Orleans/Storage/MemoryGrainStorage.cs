using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps states in grains of the cluster; they are lost with the silo that holds them.</summary>
internal sealed class MemoryGrainStorage(
    string name, MemoryGrainStorageOptions options, IGrainStorageSerializer serializer, IGrainFactory grains, ILogger<MemoryGrainStorage> logger)
    : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = await Keeper(stateName, grainId).Read(Key(stateName, grainId));
        grainState.ETag = record?.Etag;
        grainState.RecordExists = record?.Data is not null;
        grainState.State = record?.Data is { } data ? serializer.Deserialize<T>(new BinaryData(data)) : StateActivator.New<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = serializer.Serialize(grainState.State).ToMemory();
        var outcome = await Keeper(stateName, grainId).Write(Key(stateName, grainId), data, grainState.ETag);
        Check(outcome, stateName, grainId, grainState.ETag);
        grainState.ETag = outcome.Etag;
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var outcome = await Keeper(stateName, grainId).Clear(Key(stateName, grainId), grainState.ETag);
        Check(outcome, stateName, grainId, grainState.ETag);
        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = StateActivator.New<T>();
    }

    private static string Key(string stateName, GrainId grainId) => $"{grainId}/{stateName}";

    private IMemoryStorageGrain Keeper(string stateName, GrainId grainId)
    {
        var index = StableHash.Of(Key(stateName, grainId)) % (uint)options.NumStorageGrains;
        return grains.GetGrain<IMemoryStorageGrain>(string.Create(CultureInfo.InvariantCulture, $"{name}/{index}"));
    }

    private void Check(MemoryStorageOutcome outcome, string stateName, GrainId grainId, string? etag)
    {
        if (!outcome.Succeeded)
        {
            StorageLog.EtagMismatch(logger, stateName, grainId, etag, outcome.Etag);
            throw new InconsistentStateException(
                $"State '{stateName}' of grain {grainId} in storage '{name}' is not the one last read or written here.", outcome.Etag, etag);
        }
    }
}
