namespace ReAgent.Data.Logs;

/// <summary>Formats of log files, told by the end of the file's name.</summary>
public enum LogFormat
{
    /// <summary>Parquet: <c>.parquet</c>, <c>.parq</c>.</summary>
    Parquet,

    /// <summary>Text with one row per line and cells between delimiters: <c>.csv</c>, <c>.tsv</c>, each also <c>.gz</c>.</summary>
    Csv,

    /// <summary>One JSON object per line: <c>.jsonl</c>, <c>.ndjson</c>, <c>.json</c>, each also <c>.gz</c>.</summary>
    JsonLines,
}
