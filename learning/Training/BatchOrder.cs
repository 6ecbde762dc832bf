using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Learning.Trainers;

namespace ReAgent.Learning.Training;

/// <summary>In what order an epoch's rows are seen: a pure function of (seed, epoch).</summary>
internal sealed class BatchOrder
{
    private readonly BatchUnit _unit;
    private readonly ulong _seed;
    private readonly int _rows;
    private readonly int _batchSize;
    private readonly int[] _episodeStarts;

    public BatchOrder(TransitionRows rows, BatchUnit unit, int batchSize, ulong seed)
    {
        _unit = unit;
        _seed = seed;
        _rows = rows.Count;
        _batchSize = batchSize;
        _episodeStarts = unit == BatchUnit.Episode
            ? [.. Enumerable.Range(0, rows.Count).Where(row => row == 0 || rows.Episode[row] != rows.Episode[row - 1]), rows.Count]
            : [];
        BatchesPerEpoch = unit == BatchUnit.Episode ? _episodeStarts.Length - 1 : ((rows.Count - 1) / batchSize) + 1;
    }

    /// <summary>Batches in an epoch, the last and perhaps smaller one included.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>The epoch's rows in order, and where each batch starts in them (with the end of the last one).</summary>
    public (long[] Rows, int[] Starts) Epoch(int epoch)
    {
        var stream = new RandomStream(_seed, "train/epoch", epoch);
        return _unit == BatchUnit.Episode ? Episodes(stream) : Rows(stream);
    }

    private (long[] Rows, int[] Starts) Rows(RandomStream stream)
    {
        var rows = new long[_rows];
        for (var row = 0; row < _rows; row++)
        {
            rows[row] = row;
        }

        stream.Shuffle<long>(rows);
        return (rows, [.. Enumerable.Range(0, BatchesPerEpoch).Select(batch => batch * _batchSize), _rows]);
    }

    private (long[] Rows, int[] Starts) Episodes(RandomStream stream)
    {
        int[] episodes = [.. Enumerable.Range(0, BatchesPerEpoch)];
        stream.Shuffle<int>(episodes);
        var rows = new List<long>(_rows);
        var starts = new List<int> { 0 };
        foreach (var episode in episodes)
        {
            for (var row = _episodeStarts[episode]; row < _episodeStarts[episode + 1]; row++)
            {
                rows.Add(row);
            }

            starts.Add(rows.Count);
        }

        return ([.. rows], [.. starts]);
    }
}
