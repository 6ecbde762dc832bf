using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;

namespace ReAgent.Data.Inspection;

/// <summary>How a log is inspected.</summary>
public sealed record InspectionOptions
{
    /// <summary>How the log is read. Damaged files are reported and passed over, whatever it says of them.</summary>
    public LogOptions Log { get; init; } = new();

    /// <summary>Largest share of rows that a job would set aside without stopping, 0 to 1.</summary>
    public double MaxQuarantinedShare { get; init; } = new TimelineOptions().MaxQuarantinedShare;

    /// <summary>Number of rows to look at, from the first of the first file on; null for all.</summary>
    public long? Rows { get; init; }

    /// <summary>How many parts are read at once, 1 or more. The numbers do not depend on it.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Most episodes, rows and values that are kept in memory; beyond, a random share stands for all.</summary>
    internal SketchLimits Limits { get; init; } = new();
}

/// <summary>What is kept in memory of a log of any size.</summary>
internal sealed record SketchLimits
{
    /// <summary>Episodes whose lengths, ends and order are known.</summary>
    public int Episodes { get; init; } = 1 << 18;

    /// <summary>Rows whose sequence numbers are kept, to find duplicates and gaps.</summary>
    public int SequenceNumbers { get; init; } = 1 << 21;

    /// <summary>Rows that are kept whole.</summary>
    public int Rows { get; init; } = 1 << 14;

    /// <summary>Features of the rows that are kept whole.</summary>
    public int RowEntries { get; init; } = 1 << 21;

    /// <summary>Different names of actions, and of metrics.</summary>
    public int Names { get; init; } = 10_000;
}
