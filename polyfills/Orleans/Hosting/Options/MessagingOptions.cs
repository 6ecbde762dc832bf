namespace Orleans.Configuration;

/// <summary>How messages are treated.</summary>
public abstract class MessagingOptions
{
    /// <summary>Default of <see cref="ResponseTimeout"/>: 30 seconds.</summary>
    public static readonly TimeSpan DEFAULT_RESPONSE_TIMEOUT = TimeSpan.FromSeconds(30);

    /// <summary>How long callers wait for an answer; 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = DEFAULT_RESPONSE_TIMEOUT;

    /// <summary>How long callers wait when a debugger is attached; 30 minutes.</summary>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether a call is dropped when nobody waits for it any more; true.</summary>
    public bool DropExpiredMessages { get; set; } = true;

    /// <summary>Whether the target's token is cancelled when the caller's time is up; false.</summary>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Largest head of a message in bytes; 10 MiB.</summary>
    public int MaxMessageHeaderSize { get; set; } = 10 * 1024 * 1024;

    /// <summary>Largest body of a message in bytes; 100 MiB.</summary>
    public int MaxMessageBodySize { get; set; } = 100 * 1024 * 1024;
}

/// <summary>How a silo treats messages.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How often a message is sent on when the grain is not where it was looked for; 2.</summary>
    public int MaxForwardCount { get; set; } = 2;

    /// <summary>How long the runtime's own calls wait; 30 seconds.</summary>
    public TimeSpan SystemResponseTimeout { get; set; } = DEFAULT_RESPONSE_TIMEOUT;

    /// <summary>How long a request may run before its activation counts as stuck; 2 hours.</summary>
    public TimeSpan MaxRequestProcessingTime { get; set; } = TimeSpan.FromHours(2);
}

/// <summary>How a client treats messages.</summary>
public class ClientMessagingOptions : MessagingOptions;
