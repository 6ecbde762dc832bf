namespace ReAgent.Data.Logs.TextLogs;

/// <summary>What a value of a text file is for.</summary>
/// <param name="Column">Index of a column of the table; −1 for the date of the row.</param>
/// <param name="Member">Index among the columns that make it up together; −1 when this one is the whole.</param>
/// <param name="IsWhole">True for whole numbers, which tools write as <c>1.0</c> when some are absent.</param>
internal readonly record struct RowTarget(int Column, int Member, bool IsWhole)
{
    /// <summary>The date of the row.</summary>
    public static RowTarget Date { get; } = new(-1, -1, false);
}
