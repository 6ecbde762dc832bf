namespace ReAgent.Data.Logs;

/// <summary>What happens when a log file turns out to be damaged (config key <c>log.on_damaged_file</c>).</summary>
public enum DamagedFilePolicy
{
    /// <summary>The job stops and says which file and where.</summary>
    Stop,

    /// <summary>What cannot be read is left out as a whole, counted and shown.</summary>
    Skip,
}
