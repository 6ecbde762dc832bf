namespace Orleans.Configuration;

/// <summary>How connections are made.</summary>
public class ConnectionOptions
{
    /// <summary>Default of <see cref="OpenConnectionTimeout"/>: 5 seconds.</summary>
    public static readonly TimeSpan DEFAULT_OPENCONNECTION_TIMEOUT = TimeSpan.FromSeconds(5);

    /// <summary>Connections from one silo to another; 1. Calls on one grain go over the same one, and answers back over it.</summary>
    public int ConnectionsPerEndpoint { get; set; } = 1;

    /// <summary>How long to wait after a failed attempt; 1 second.</summary>
    public TimeSpan ConnectionRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an attempt may take, and how long a stranger may take to say who it is; 5 seconds.</summary>
    public TimeSpan OpenConnectionTimeout { get; set; } = DEFAULT_OPENCONNECTION_TIMEOUT;
}
