using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A piece of persistent state in an activation.</summary>
internal sealed class PersistentState<T>(string name, IGrainContext context, IGrainStorage storage) : IPersistentState<T>
{
    private readonly GrainState<T> record = new(NewState());

    public T State
    {
        get => record.State;
        set => record.State = value;
    }

    public string? Etag => record.ETag;

    public bool RecordExists => record.RecordExists;

    public Task LoadAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        await storage.ReadStateAsync(name, context.GrainId, record, cancellationToken);
        if (record.State is null)
        {
            record.State = NewState();
        }
    }

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        storage.WriteStateAsync(name, context.GrainId, record, cancellationToken);

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        await storage.ClearStateAsync(name, context.GrainId, record, cancellationToken);
        record.State = NewState();
    }

    private static T NewState() => StateActivator.New<T>();
}
