namespace ReAgent.Data.Expressions;

/// <summary>The text of an expression or of a rule is not valid; the message holds every problem, one on each line.</summary>
public sealed class ExpressionException(string text, IReadOnlyList<ExpressionProblem> problems)
    : Exception($"'{text}' is not valid:{string.Concat(problems.Select(problem => $"\n  {problem}"))}")
{
    /// <summary>What is wrong, in the order of the text.</summary>
    public IReadOnlyList<ExpressionProblem> Problems { get; } = problems;
}
