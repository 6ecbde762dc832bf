namespace Orleans.Runtime;

/// <summary>The target of a call has no such extension.</summary>
[GenerateSerializer]
public class GrainExtensionNotInstalledException : OrleansException
{
    public GrainExtensionNotInstalledException(string message)
        : base(message)
    {
    }

    public GrainExtensionNotInstalledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A grain reference was used that belongs to no runtime.</summary>
[GenerateSerializer]
public class GrainReferenceNotBoundException : OrleansException
{
    public GrainReferenceNotBoundException(string message)
        : base(message)
    {
    }

    public GrainReferenceNotBoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A lifecycle was cancelled while it started.</summary>
[GenerateSerializer]
public class OrleansLifecycleCanceledException : OrleansException
{
    public OrleansLifecycleCanceledException(string message)
        : base(message)
    {
    }

    public OrleansLifecycleCanceledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>An asynchronous enumeration was lost: it expired, or the grain that produced it went away.</summary>
[GenerateSerializer]
public class EnumerationAbortedException : Exception
{
    public EnumerationAbortedException()
        : base("The enumeration was aborted.")
    {
    }

    public EnumerationAbortedException(string message)
        : base(message)
    {
    }

    public EnumerationAbortedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The configuration is wrong.</summary>
[GenerateSerializer]
public class OrleansConfigurationException : Exception
{
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    public OrleansConfigurationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
