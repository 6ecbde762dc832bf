namespace Orleans.Runtime;

/// <summary>A message could not be delivered.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    public OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    public OrleansMessageRejectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The silo that was to answer is gone, so whether the call took effect is not known.</summary>
[GenerateSerializer]
public class SiloUnavailableException : OrleansMessageRejectionException
{
    public SiloUnavailableException()
        : base("The silo is not available.")
    {
    }

    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    public SiloUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A client that was to be called back is not connected.</summary>
[GenerateSerializer]
public class ClientNotAvailableException : OrleansException
{
    public ClientNotAvailableException(GrainId clientId)
        : base($"No client {clientId} is connected.")
    {
    }

    public ClientNotAvailableException(string message)
        : base(message)
    {
    }

    public ClientNotAvailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A gateway sheds load.</summary>
[GenerateSerializer]
public class GatewayTooBusyException : OrleansException
{
    public GatewayTooBusyException()
        : base("The gateway is too busy.")
    {
    }

    public GatewayTooBusyException(string message)
        : base(message)
    {
    }

    public GatewayTooBusyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A configured limit was passed.</summary>
[GenerateSerializer]
public class LimitExceededException : OrleansException
{
    public LimitExceededException()
        : base("Limit exceeded.")
    {
    }

    public LimitExceededException(string message)
        : base(message)
    {
    }

    public LimitExceededException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
