namespace ReAgent.Evaluation.Slates;

/// <summary>Samples do not make a log of slates; <see cref="Problems"/> holds every reason.</summary>
public sealed class InvalidSlateLogException : Exception
{
    public InvalidSlateLogException()
        : this(["The samples do not make a log of slates."])
    {
    }

    public InvalidSlateLogException(string message)
        : this([message])
    {
    }

    public InvalidSlateLogException(string message, Exception innerException)
        : base(message, innerException) => Problems = [message];

    public InvalidSlateLogException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>What is wrong, one sentence per problem.</summary>
    public IReadOnlyList<string> Problems { get; }
}
