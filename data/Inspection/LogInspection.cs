using System.Collections.Immutable;
using ReAgent.Data.Inspection.Mapping;
using ReAgent.Data.Logs;

namespace ReAgent.Data.Inspection;

/// <summary>Everything that an inspection of a log found out, as numbers; what follows from them is in <see cref="Findings.InspectionFindings"/>.</summary>
public sealed record LogInspection
{
    /// <summary>The files.</summary>
    public required FilesInspection Files { get; init; }

    /// <summary>The columns of the log and what each is taken for.</summary>
    public required ImmutableArray<ColumnInspection> Columns { get; init; }

    /// <summary>The mapping of columns that the log was read with although the user did not ask for it.</summary>
    public required MappingProposal Mapping { get; init; }

    /// <summary>Why the log cannot be read as episodes; empty when it can.</summary>
    public ImmutableArray<LogLayoutProblem> Problems { get; init; } = [];

    /// <summary>What the rows say; null when they could not be read.</summary>
    public LogContents? Contents { get; init; }

    /// <summary>Largest share of rows that a job would set aside without stopping.</summary>
    public required double MaxQuarantinedShare { get; init; }
}

/// <summary>The files of a log.</summary>
public sealed record FilesInspection
{
    /// <summary>Every file that was found, in the order of reading.</summary>
    public required ImmutableArray<FileInspection> All { get; init; }

    /// <summary>What could not be read.</summary>
    public required ImmutableArray<LogDamage> Damaged { get; init; }

    /// <summary>Size of all files on disk.</summary>
    public long Bytes => All.Sum(file => file.Bytes);
}

/// <summary>One file of a log.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Format">What it holds.</param>
/// <param name="Bytes">Size on disk.</param>
/// <param name="Rows">Rows that were read of it.</param>
public sealed record FileInspection(string Name, LogFormat Format, long Bytes, long Rows);

/// <summary>A column of a log.</summary>
/// <param name="Name">Its name in the log.</param>
/// <param name="Type">Its type in the log, for people.</param>
/// <param name="TakenFor">The column of episodes that it is read as; null when it is not used.</param>
/// <param name="IsProposed">True when it is taken for that only because of the proposed mapping.</param>
/// <param name="IsBlank">True when no value was found in it.</param>
/// <param name="Files">Number of files that have it.</param>
public sealed record ColumnInspection(string Name, string Type, string? TakenFor, bool IsProposed, bool IsBlank, int Files);

/// <summary>What the rows of a log say.</summary>
public sealed record LogContents
{
    /// <summary>Rows that were looked at.</summary>
    public required long Rows { get; init; }

    /// <summary>True when only the first rows were looked at, as asked.</summary>
    public required bool IsBeginning { get; init; }

    /// <summary>First and last date (ds); null when the log has none.</summary>
    public DateSpan? Dates { get; init; }

    /// <summary>Episodes.</summary>
    public required EpisodesInspection Episodes { get; init; }

    /// <summary>Actions.</summary>
    public required ActionsInspection Actions { get; init; }

    /// <summary>Logged probabilities of the actions taken.</summary>
    public required PropensityInspection Propensities { get; init; }

    /// <summary>The reward of the decisions; null when the log is read without one.</summary>
    public NumberInspection? Reward { get; init; }

    /// <summary>The metrics of the decisions, by name.</summary>
    public required ImmutableArray<NumberInspection> Metrics { get; init; }

    /// <summary>Features of the state.</summary>
    public required FeaturesInspection State { get; init; }

    /// <summary>Features of the action; null unless actions are given by features.</summary>
    public FeaturesInspection? ActionFeatures { get; init; }

    /// <summary>Features that seem to tell what they should not.</summary>
    public required ImmutableArray<LeakSuspect> Leaks { get; init; }

    /// <summary>Rows that a job would set aside.</summary>
    public required SetAsideInspection SetAside { get; init; }
}

/// <summary>The first and the last date of a log.</summary>
public sealed record DateSpan(string First, string Last);
