namespace ReAgent.Data.Logs;

/// <summary>Why a row cannot be used as it was logged.</summary>
/// <param name="Row">Its index in the table.</param>
/// <param name="Reason">What is wrong, in words that are the same for all such rows: <c>reward is not a number</c>.</param>
/// <param name="Found">What stands there instead, shortened; null when there is nothing to show.</param>
public readonly record struct RowProblem(int Row, string Reason, string? Found = null)
{
    /// <inheritdoc/>
    public override string ToString() => Found is null ? Reason : $"{Reason}: '{Found}'";
}
