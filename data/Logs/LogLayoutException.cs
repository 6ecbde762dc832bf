using System.Collections.Immutable;

namespace ReAgent.Data.Logs;

/// <summary>The columns of a log are not what episodes need; says everything that is wrong, with all files, at once.</summary>
public sealed class LogLayoutException : FormatException
{
    public LogLayoutException(IEnumerable<LogLayoutProblem> problems)
        : this([.. problems])
    {
    }

    private LogLayoutException(ImmutableArray<LogLayoutProblem> problems)
        : base($"The log cannot be read as episodes:{string.Concat(problems.Select(problem => $"{Environment.NewLine}  {problem}"))}") => Problems = problems;

    /// <summary>Everything that is wrong.</summary>
    public ImmutableArray<LogLayoutProblem> Problems { get; }
}

/// <summary>One thing that is wrong with the columns of a log.</summary>
/// <param name="Message">What is wrong, and what can be done.</param>
/// <param name="Files">Names of the files concerned.</param>
public sealed record LogLayoutProblem(string Message, ImmutableArray<string> Files)
{
    /// <inheritdoc/>
    public override string ToString() => Files.Length switch
    {
        0 => Message,
        1 => $"{Files[0]}: {Message}",
        2 => $"{Files[0]} and {Files[1]}: {Message}",
        var count => $"{Files[0]} and {count - 1} more files: {Message}",
    };
}
