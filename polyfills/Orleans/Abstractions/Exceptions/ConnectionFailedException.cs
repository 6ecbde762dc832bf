namespace Orleans.Runtime.Messaging;

/// <summary>A connection could not be made, or broke.</summary>
[GenerateSerializer]
public class ConnectionFailedException : OrleansException
{
    public ConnectionFailedException(string message)
        : base(message)
    {
    }

    public ConnectionFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
