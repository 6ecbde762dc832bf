using ReAgent.Data.Batches;
using ReAgent.Learning.Trainers;

namespace ReAgent.Learning.Training;

/// <summary>
/// Which rows each batch of each epoch consists of: a pure function of (seed, epoch, batch), so that training goes on from anywhere. Not thread-safe.
/// </summary>
public sealed class BatchOrder
{
    private readonly RowStore _rows;
    private readonly TrainingPlan _plan;
    private readonly ReadAhead? _ahead;
    private (int Epoch, EpochOrder Order)? _epoch;
    private (int Epoch, Permutation Order)? _episodes;

    /// <param name="rows">The rows.</param>
    /// <param name="unit">What one batch consists of.</param>
    /// <param name="plan">Seed, epochs and batch size.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public BatchOrder(RowStore rows, BatchUnit unit, TrainingPlan plan)
    {
        if (rows.Count == 0)
        {
            throw new ArgumentException("There are no rows to learn from.", nameof(rows));
        }

        (_rows, _plan) = (rows, plan);
        _ahead = unit == BatchUnit.Rows ? new ReadAhead(rows) : null;
        BatchesPerEpoch = unit == BatchUnit.Episode ? rows.Episodes : checked((int)((rows.Count - 1) / plan.BatchSize) + 1);
        LargestBatch = checked((int)(unit == BatchUnit.Episode ? rows.LongestEpisode : Math.Min(plan.BatchSize, rows.Count)));
    }

    /// <summary>Batches in an epoch, the last and perhaps smaller one included.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>Rows of the largest batch.</summary>
    public int LargestBatch { get; }

    /// <summary>The rows of a batch.</summary>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="batch">Batch in it, from 0.</param>
    /// <param name="rows">[<see cref="LargestBatch"/>] receives them.</param>
    /// <returns>How many there are.</returns>
    public int Fill(int epoch, int batch, Span<long> rows) => _ahead is null ? Episode(epoch, batch, rows) : Rows(epoch, batch, rows);

    private int Rows(int epoch, int batch, Span<long> rows)
    {
        if (_epoch is not { } current || current.Epoch != epoch)
        {
            _epoch = current = (epoch, Order(epoch));
        }

        var start = (long)batch * _plan.BatchSize;
        var count = (int)Math.Min(_plan.BatchSize, _rows.Count - start);
        _ahead!.Reached(current.Order, () => epoch + 1 < _plan.Epochs ? Order(epoch + 1) : null, start);
        current.Order.Fill(start, rows[..count]);
        return count;
    }

    private int Episode(int epoch, int batch, Span<long> rows)
    {
        if (_episodes is not { } current || current.Epoch != epoch)
        {
            _episodes = current = (epoch, new Permutation(_rows.Episodes, _plan.Seed, "train/episodes", epoch));
        }

        var (first, count) = _rows.RowsOf((int)current.Order[batch]);
        for (var row = 0; row < count; row++)
        {
            rows[row] = first + row;
        }

        return (int)count;
    }

    private EpochOrder Order(int epoch) => EpochOrder.Of(_rows, _plan.Seed, epoch);
}
