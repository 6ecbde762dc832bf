using System.Buffers;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A piece of persistent state in an activation.</summary>
internal sealed class PersistentState<T>(string name, IGrainContext context, IGrainStorage storage, IGrainStorageSerializer serializer)
    : IPersistentState<T>, IGrainMigrationParticipant
{
    private readonly GrainState<T> record = new(NewState());
    private bool hasArrived;

    public T State
    {
        get => record.State;
        set => record.State = value;
    }

    public string? Etag => record.ETag;

    public bool RecordExists => record.RecordExists;

    private string LuggageKey => $"state.{name}";

    /// <summary>Reads the state, unless it came along from another silo.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => hasArrived ? Task.CompletedTask : ReadStateAsync(cancellationToken);

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        dehydrationContext.AddBytes(LuggageKey, serializer.Serialize(record.State).ToMemory().Span);
        dehydrationContext.TryAddValue(LuggageKey + ".etag", record.ETag);
        dehydrationContext.TryAddValue(LuggageKey + ".exists", record.RecordExists);
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetBytes(LuggageKey, out var bytes))
        {
            record.State = serializer.Deserialize<T>(new BinaryData(bytes.ToArray()));
            record.ETag = rehydrationContext.TryGetValue<string>(LuggageKey + ".etag", out var etag) ? etag : null;
            record.RecordExists = rehydrationContext.TryGetValue<bool>(LuggageKey + ".exists", out var exists) && exists;
            hasArrived = true;
        }
    }

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        await Access("ReadState", () => storage.ReadStateAsync(name, context.GrainId, record, cancellationToken));
        if (record.State is null)
        {
            record.State = NewState();
        }
    }

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Access("WriteState", () => storage.WriteStateAsync(name, context.GrainId, record, cancellationToken));

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        await Access("ClearState", () => storage.ClearStateAsync(name, context.GrainId, record, cancellationToken));
        record.State = NewState();
    }

    /// <exception cref="OrleansException">The storage failed, in whatever way: callers need not know what storage there is.</exception>
    private async Task Access(string operation, Func<Task> access)
    {
        try
        {
            await access();
        }
        catch (Exception failure) when (failure is not (OrleansException or OperationCanceledException))
        {
            throw new OrleansException(
                $"Error from storage provider {storage.GetType().Name}.{name} during {operation} for grain {context.GrainId}: {failure.Message}", failure);
        }
    }

    private static T NewState() => StateActivator.New<T>();
}
