namespace ReAgent.Data.Expressions.Syntax;

/// <summary>Collects what is wrong with a text, up to <see cref="ExpressionLimits.Problems"/>.</summary>
internal sealed class ProblemList
{
    private readonly List<ExpressionProblem> _problems = [];

    public bool Any => _problems.Count > 0;

    /// <summary>Whether there is no room for more, so that looking further is of no use.</summary>
    public bool Full => _problems.Count >= ExpressionLimits.Problems;

    /// <param name="offset">Character of the text, from 0.</param>
    /// <param name="message">What is wrong and what is allowed.</param>
    public void Add(int offset, string message)
    {
        // What is said second about one place follows from what was said first.
        if (!Full && !_problems.Exists(problem => problem.Position == offset + 1))
        {
            _problems.Add(new ExpressionProblem(offset + 1, message));
        }
    }

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<ExpressionProblem> Sorted() => [.. _problems.OrderBy(problem => problem.Position)];
}
