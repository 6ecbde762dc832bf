using ReAgent.Data.Episodes;

namespace ReAgent.Data.Logs;

/// <summary>
/// Some consecutive rows of a log file. One object serves one chunk after another: what it holds is good until the next chunk is asked for.
/// </summary>
public sealed class LogRows
{
    private readonly List<RowProblem> _problems = [];
    private int[]? _kept;
    private int _last = -1;
    private long _first;

    internal LogRows(LogFile file, EpisodeLayout layout)
    {
        File = file;
        Table = new EpisodeTable(layout);
    }

    /// <summary>Where the rows come from.</summary>
    public LogFile File { get; }

    /// <summary>The rows. Those with a problem are among them, with absent values where they could not be read.</summary>
    public EpisodeTable Table { get; internal set; }

    /// <summary>What is wrong with rows, at most one problem for each, in the order of the rows.</summary>
    public IReadOnlyList<RowProblem> Problems => _problems;

    /// <summary>Ordinal, from 0, of the first row (Parquet) or of the line that it starts in (text): in the file, or after <see cref="FirstByte"/>.</summary>
    public long FirstRow => Table.Count == 0 ? _first : Ordinal(0);

    /// <summary>The byte that lines are counted from, when the part starts in the midst of a text file; otherwise 0.</summary>
    public long FirstByte { get; internal set; }

    /// <summary>Ordinal of a row, counted as <see cref="FirstRow"/> is.</summary>
    public long Ordinal(int row) => _first + (_kept is null ? row : _kept[row]);

    /// <summary>Where a row stands, for messages, counted from 1: <c>logs/a.parquet, row 17</c> or <c>logs/a.csv, line 18</c>.</summary>
    public string Where(int row) =>
        $"{File.Name}, {(File.Format == LogFormat.Parquet ? "row" : "line")} {Ordinal(row) + 1}{(FirstByte == 0 ? "" : $" after byte {FirstByte}")}";

    /// <summary>Notes a problem; the first one of a row stays. Rows come in order.</summary>
    internal void Report(int row, string reason, string? found = null)
    {
        if (row != _last)
        {
            _problems.Add(new RowProblem(row, reason, found));
            _last = row;
        }
    }

    /// <summary>Replaces the problems by some that may be in any order.</summary>
    internal void ReportAll(IEnumerable<RowProblem> problems)
    {
        foreach (var problem in problems.OrderBy(problem => problem.Row))
        {
            Report(problem.Row, problem.Reason, problem.Found);
        }
    }

    /// <summary>Starts another chunk.</summary>
    internal void Restart(long firstRow, int[]? kept = null)
    {
        _problems.Clear();
        _last = -1;
        _kept = kept;
        _first = firstRow;
    }

    /// <summary>Says how far from the first ordinal each row is.</summary>
    internal void Keep(int[] kept) => _kept = kept;
}
