using ReAgent.Data.Episodes;

namespace ReAgent.Data.Logs;

/// <summary>An open log file. One reader serves one reading at a time.</summary>
public interface ILogReader : IAsyncDisposable
{
    /// <summary>Which file.</summary>
    LogFile File { get; }

    /// <summary>The columns of the file and, after them, those that the folders on the way to it stand for.</summary>
    IReadOnlyList<LogColumn> Columns { get; }

    /// <summary>Number of rows; null when that takes reading them.</summary>
    long? Rows { get; }

    /// <summary>What the writer noted in the file.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Splits the file into parts of about a size, the same ones each time; row groups whose dates are not wanted are in none.</summary>
    /// <param name="targetBytes">Unpacked bytes of a part, 1 or more.</param>
    IReadOnlyList<LogPart> Parts(long targetBytes);

    /// <summary>Reads a part, chunk after chunk; the chunks share one object.</summary>
    /// <param name="part">One of <see cref="Parts"/>, of this or of another reader of the same file.</param>
    /// <param name="layout">Which columns the rows get; from <see cref="LogLayout.Find"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DamagedLogException">The part cannot be read; what was read of it before is not to be used.</exception>
    /// <exception cref="LogLayoutException">The file does not have the columns of the layout.</exception>
    IAsyncEnumerable<LogRows> Read(LogPart part, EpisodeLayout layout, CancellationToken cancellationToken = default);
}
