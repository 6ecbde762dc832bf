namespace ReAgent.Silo.Settings;

/// <summary>How log entries are written to standard output.</summary>
public enum LogFormat
{
    /// <summary>A line for people.</summary>
    Text,

    /// <summary>A JSON object per line.</summary>
    Json,
}
