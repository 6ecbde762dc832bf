using ReAgent.Data.Logs.CsvLogs;
using ReAgent.Data.Logs.JsonLogs;
using ReAgent.Data.Logs.ParquetLogs;

namespace ReAgent.Data.Logs;

/// <summary>Opens log files of every format.</summary>
public static class LogReader
{
    /// <summary>Opens a file and finds out which columns it has.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="DamagedLogException">The file is not what its name says, or damaged.</exception>
    public static async Task<ILogReader> Open(LogFile file, LogOptions options, CancellationToken cancellationToken = default) => file.Format switch
    {
        LogFormat.Parquet => await ParquetLogReader.Open(file, options, cancellationToken).ConfigureAwait(false),
        LogFormat.Csv => await CsvLogReader.Open(file, options, cancellationToken).ConfigureAwait(false),
        _ => await JsonLogReader.Open(file, options, cancellationToken).ConfigureAwait(false),
    };
}
