namespace Orleans.Serialization;

/// <summary>Stands for an exception whose type this process does not have.</summary>
public sealed class UnavailableExceptionFallbackException : Exception
{
    internal UnavailableExceptionFallbackException(string exceptionType) => ExceptionType = exceptionType;

    /// <summary>Name of the original type.</summary>
    public string ExceptionType { get; }

    /// <inheritdoc/>
    public override string ToString() => $"Unknown exception of type {ExceptionType}: {base.ToString()}";
}
