namespace ReAgent.Client.Clusters.Local;

/// <summary>The end of a log.</summary>
internal static class LogTail
{
    private const int Lines = 12;

    /// <summary>The last lines; empty when there is no log.</summary>
    public static string Of(string log) => File.Exists(log) ? string.Join(Environment.NewLine, File.ReadLines(log).TakeLast(Lines)) : "";
}
