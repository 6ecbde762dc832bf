namespace ReAgent.Data.Inspection.Counting;

/// <summary>What is known of one episode.</summary>
/// <param name="hash">Hash of its id.</param>
/// <param name="keepsSequences">Whether its sequence numbers are kept.</param>
internal sealed class EpisodeTrace(ulong hash, bool keepsSequences)
{
    private long _first;
    private long _latest;

    public ulong Hash => hash;

    /// <summary>Number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Smallest sequence number.</summary>
    public long Minimum { get; private set; } = long.MaxValue;

    /// <summary>Largest sequence number.</summary>
    public long Maximum { get; private set; } = long.MinValue;

    /// <summary>Whether the row of the largest sequence number has an action.</summary>
    public bool EndsWithAction { get; private set; }

    /// <summary>Whether the row of the largest sequence number says that the log was cut off.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Rows stored after one of a larger sequence number.</summary>
    public long Descents { get; private set; }

    /// <summary>Rows without an action.</summary>
    public long WithoutAction { get; private set; }

    /// <summary>Every sequence number, in the order stored; null when they are not kept.</summary>
    public List<long>? Sequences { get; set; } = keepsSequences ? new(4) : null;

    public void Add(long sequence, bool hasAction, bool truncated)
    {
        if (Rows == 0)
        {
            _first = sequence;
        }
        else if (sequence < _latest)
        {
            Descents++;
        }

        _latest = sequence;
        Rows++;
        WithoutAction += hasAction ? 0 : 1;
        Minimum = Math.Min(Minimum, sequence);
        AddEnd(sequence, hasAction, truncated);
        Sequences?.Add(sequence);
    }

    /// <summary>Adds the rows of the same episode that follow these in the log.</summary>
    public void Add(EpisodeTrace later)
    {
        if (Rows == 0)
        {
            _first = later._first;
        }
        else if (later._first < _latest)
        {
            Descents++;
        }

        _latest = later._latest;
        Rows += later.Rows;
        Descents += later.Descents;
        WithoutAction += later.WithoutAction;
        Minimum = Math.Min(Minimum, later.Minimum);
        AddEnd(later.Maximum, later.EndsWithAction, later.IsTruncated);
        if (later.Sequences is null)
        {
            Sequences = null;
        }

        Sequences?.AddRange(later.Sequences!);
    }

    // Of rows that share the largest sequence number, none comes before another.
    private void AddEnd(long sequence, bool hasAction, bool truncated)
    {
        if (sequence > Maximum)
        {
            (Maximum, EndsWithAction, IsTruncated) = (sequence, hasAction, truncated);
        }
        else if (sequence == Maximum)
        {
            EndsWithAction |= hasAction;
            IsTruncated |= truncated;
        }
    }
}
