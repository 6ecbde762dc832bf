using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Holds records of <see cref="MemoryGrainStorage"/>.</summary>
[GrainInterfaceType("sys.memory-storage")]
internal interface IMemoryStorageGrain : IGrainWithStringKey
{
    /// <summary>A record; null when there is none.</summary>
    Task<MemoryStorageRecord?> Read(string key);

    /// <summary>Writes a record if its version is the given one.</summary>
    Task<MemoryStorageOutcome> Write(string key, [Immutable] ReadOnlyMemory<byte> data, string? etag);

    /// <summary>Deletes a record if its version is the given one.</summary>
    Task<MemoryStorageOutcome> Clear(string key, string? etag);
}

/// <summary>A record.</summary>
/// <param name="Data">The state; null when it was cleared.</param>
/// <param name="Etag">Its version.</param>
[GenerateSerializer, Immutable]
internal sealed record MemoryStorageRecord([property: Id(0)] ReadOnlyMemory<byte>? Data, [property: Id(1)] string Etag);

/// <summary>What came of a write.</summary>
/// <param name="Succeeded">Whether the versions agreed.</param>
/// <param name="Etag">The version that is stored now.</param>
[GenerateSerializer, Immutable]
internal sealed record MemoryStorageOutcome([property: Id(0)] bool Succeeded, [property: Id(1)] string? Etag);

/// <inheritdoc cref="IMemoryStorageGrain"/>
[GrainType("sys.memory-storage"), KeepAlive]
internal sealed class MemoryStorageGrain : Grain, IMemoryStorageGrain
{
    private readonly Dictionary<string, MemoryStorageRecord> records = [];
    private long lastEtag;

    public Task<MemoryStorageRecord?> Read(string key) => Task.FromResult(records.GetValueOrDefault(key));

    public Task<MemoryStorageOutcome> Write(string key, ReadOnlyMemory<byte> data, string? etag)
    {
        var stored = records.GetValueOrDefault(key)?.Etag;
        if (stored != etag)
        {
            return Task.FromResult(new MemoryStorageOutcome(false, stored));
        }

        var next = NextEtag();
        records[key] = new(data, next);
        return Task.FromResult(new MemoryStorageOutcome(true, next));
    }

    public Task<MemoryStorageOutcome> Clear(string key, string? etag)
    {
        var stored = records.GetValueOrDefault(key)?.Etag;
        if (stored != etag)
        {
            return Task.FromResult(new MemoryStorageOutcome(false, stored));
        }

        records.Remove(key);
        return Task.FromResult(new MemoryStorageOutcome(true, null));
    }

    // Versions differ between activations of this grain, so a writer from before a loss is found out.
    private string NextEtag() => $"{GrainContext.ActivationId.Key:N}{++lastEtag:x}";
}
