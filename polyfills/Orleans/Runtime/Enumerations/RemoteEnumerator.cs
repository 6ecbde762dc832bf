namespace Orleans.Runtime;

/// <summary>The consumer's end of one enumeration.</summary>
internal sealed class RemoteEnumerator<T> : IAsyncEnumerator<T>
{
    private readonly Guid id = CallChains.NextId();
    private readonly IEnumerationExtension producer;
    private readonly GrainId producerId;
    private readonly EnumerableRequest request;
    private readonly int batchSize;
    private readonly CancellationTokenSource stop;
    private List<T> batch = [];
    private int position;
    private bool started;
    private bool ended;

    public RemoteEnumerator(GrainReference producer, EnumerableRequest request, int batchSize, CancellationToken token)
    {
        this.request = request;
        this.batchSize = batchSize;
        producerId = producer.GrainId;
        this.producer = (IEnumerationExtension)(object)producer.Runtime.New(producer.GrainId, typeof(IEnumerationExtension));

        // Both the method's own token and the one of WithCancellation end the sequence.
        stop = CancellationTokenSource.CreateLinkedTokenSource(token, request.GetCancellationToken());
    }

    public T Current => batch[position];

    public async ValueTask<bool> MoveNextAsync()
    {
        if (++position < batch.Count)
        {
            return true;
        }

        while (!ended)
        {
            stop.Token.ThrowIfCancellationRequested();
            var pull = started ? producer.Next(id, batchSize) : producer.Start(id, request, batchSize);
            started = true;
            var step = await pull.AsTask().WaitAsync(stop.Token);
            ended = step.Status is EnumerationStatus.Completed or EnumerationStatus.Missing;
            if (step.Status == EnumerationStatus.Missing)
            {
                throw new EnumerationAbortedException(
                    $"Grain {producerId} no longer has the enumeration of {request}: it was not pulled for too long, or the grain was deactivated.");
            }

            if (step.Batch is List<T> { Count: > 0 } elements)
            {
                (batch, position) = (elements, 0);
                return true;
            }
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (started && !ended)
        {
            ended = true;
            await producer.Release(id);
        }

        stop.Dispose();
    }
}
