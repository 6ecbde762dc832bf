namespace Orleans.Runtime;

/// <summary>A sequence that a grain produces, as its consumers see it: pulled in batches.</summary>
internal sealed class RemoteSequence<T>(GrainReference producer, EnumerableRequest request) : IAsyncEnumerable<T>
{
    /// <summary>The most elements per round trip.</summary>
    public int BatchSize { get; init; } = 100;

    public RemoteSequence<T> WithBatchSize(int size) => new(producer, request) { BatchSize = size };

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new RemoteEnumerator<T>(producer, request, BatchSize, cancellationToken);
}
