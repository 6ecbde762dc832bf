namespace Orleans.Runtime;

/// <summary>Settings of sequences that grains produce.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>Sets the most elements per round trip; 100 unless set. Sequences of other origin are left as they are.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatchSize, 1);
        return self is RemoteSequence<T> sequence ? sequence.WithBatchSize(maxBatchSize) : self;
    }
}
