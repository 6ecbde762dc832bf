using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A write or clear found another record than the one last read or written: somebody else wrote. When it escapes a call, the grain is
/// deactivated, so that the next call reads again.
/// </summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? storageException)
        : base(message, storageException)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Version of the stored record.</summary>
    [Id(0)]
    public string? StoredEtag { get; private set; }

    /// <summary>Version that the grain knows.</summary>
    [Id(1)]
    public string? CurrentEtag { get; private set; }

    internal bool IsSourceActivation { get; set; } = true;

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}: {Message} Expected Etag={StoredEtag} Received Etag={CurrentEtag} {InnerException}";
}

/// <summary>A storage provider is configured wrongly.</summary>
[GenerateSerializer]
public class BadProviderConfigException : OrleansException
{
    public BadProviderConfigException(string message)
        : base(message)
    {
    }

    public BadProviderConfigException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
