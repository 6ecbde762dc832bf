namespace Orleans.Runtime;

/// <summary>A running sequence in its producer.</summary>
internal interface IElementSource : IAsyncDisposable
{
    /// <summary>Starts to produce, under a token.</summary>
    void Begin(CancellationToken token);

    /// <summary>Moves to the next element; false at the end.</summary>
    ValueTask<bool> MoveNext();

    /// <summary>A list for elements, to be filled by <see cref="AddCurrent"/>.</summary>
    object NewBatch(int capacity);

    /// <summary>Adds the current element to a batch.</summary>
    void AddCurrent(object batch);
}

/// <inheritdoc/>
internal sealed class ElementSource<T>(IAsyncEnumerable<T> elements) : IElementSource
{
    private IAsyncEnumerator<T>? enumerator;

    public void Begin(CancellationToken token) => enumerator = elements.GetAsyncEnumerator(token);

    public ValueTask<bool> MoveNext() => enumerator!.MoveNextAsync();

    public object NewBatch(int capacity) => new List<T>(capacity);

    public void AddCurrent(object batch) => ((List<T>)batch).Add(enumerator!.Current);

    public ValueTask DisposeAsync() => enumerator?.DisposeAsync() ?? ValueTask.CompletedTask;
}
