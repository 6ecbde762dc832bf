namespace ReAgent.Data.Logs;

/// <summary>A log file, or a part of one, cannot be read. What was read of the part before is not to be used: a part is read as a whole or reported.</summary>
public sealed class DamagedLogException : IOException
{
    public DamagedLogException(LogDamage damage, Exception? inner = null)
        : base($"{damage} Write the file anew, take it out of the log, or set log.on_damaged_file: skip to go on without it.", inner) => Damage = damage;

    /// <summary>What cannot be read; with <see cref="DamagedFilePolicy.Skip"/>, this is what the job counts and shows.</summary>
    public LogDamage Damage { get; }
}
