namespace ReAgent.Data.Logs;

/// <summary>What of a log cannot be read.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Where">Where in it: <c>row group 3</c>, <c>byte 1234</c>; empty for the file as a whole.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="RowsLost">Rows that are left out; null when that is not known.</param>
public sealed record LogDamage(string File, string Where, string Reason, long? RowsLost)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{File}{(Where.Length > 0 ? $", {Where}" : "")}: {Reason}{(RowsLost is { } rows ? $" ({rows} rows lost)" : "")}";
}
