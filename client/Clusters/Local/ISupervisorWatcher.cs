namespace ReAgent.Client.Clusters.Local;

/// <summary>Hears what happens to the silos of a cluster on this machine.</summary>
internal interface ISupervisorWatcher
{
    /// <summary>A silo takes clients.</summary>
    void Up(SiloPlan silo, int processId);

    /// <summary>A silo ended by itself.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="exitCode">Its exit code.</param>
    /// <param name="startsAgainIn">When it is started again; null when it is not.</param>
    void Ended(SiloPlan silo, int exitCode, TimeSpan? startsAgainIn);

    /// <summary>A silo ended as it was asked to.</summary>
    void Stopped(SiloPlan silo, int exitCode);
}
