namespace ReAgent.Data.Expressions;

/// <summary>One thing that is wrong in the text of an expression.</summary>
/// <param name="Position">Character of the text at which it begins, from 1.</param>
/// <param name="Message">What is wrong, what is allowed, and the nearest valid thing.</param>
public sealed record ExpressionProblem(int Position, string Message)
{
    /// <summary><c>column 14: message</c>.</summary>
    public override string ToString() => $"column {Position}: {Message}";
}
