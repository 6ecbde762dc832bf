namespace ReAgent.Evaluation.Pages;

/// <summary>Rows do not make an evaluation page; <see cref="Problems"/> holds every reason.</summary>
public sealed class InvalidEvaluationPageException : Exception
{
    public InvalidEvaluationPageException()
        : this(["The rows do not make an evaluation page."])
    {
    }

    public InvalidEvaluationPageException(string message)
        : this([message])
    {
    }

    public InvalidEvaluationPageException(string message, Exception innerException)
        : base(message, innerException) => Problems = [message];

    public InvalidEvaluationPageException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>What is wrong, one sentence per problem.</summary>
    public IReadOnlyList<string> Problems { get; }
}
