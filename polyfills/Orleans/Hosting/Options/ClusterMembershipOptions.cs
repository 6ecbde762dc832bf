namespace Orleans.Configuration;

/// <summary>
/// How silos know which of them live. Membership works by leases here: a silo renews its lease in the table; one that cannot stops when the
/// lease ends, and the others declare it dead a margin later. The settings bear upstream's names; each says what it means for leases.
/// </summary>
public class ClusterMembershipOptions
{
    /// <summary>
    /// Time between renewals of a silo's lease; 5 seconds. The lease is <see cref="NumMissedProbesLimit"/> times as long, as upstream takes a silo for dead
    /// after so many probes without an answer. A silo that dies is noticed after its lease, a fifth of it as a margin, and one reading of the table.
    /// </summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many renewals a silo may miss: the lease is that many times <see cref="ProbeTimeout"/>; 3.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>Not needed by leases: every silo reads the whole table; 10.</summary>
    public int NumProbedSilos { get; set; } = 10;

    /// <summary>Not needed by leases: one silo that sees a lease expired is enough, and the table's version decides races; 2.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <summary>Whether silos whose lease has expired are declared dead; true.</summary>
    public bool LivenessEnabled { get; set; } = true;

    /// <summary>Longest time between renewals, when <see cref="ProbeTimeout"/> is more; 30 seconds.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time between readings of the table, when a fifth of the lease is more; one second.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a silo tries to join; 5 minutes.</summary>
    public TimeSpan MaxJoinAttemptTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the entry of a dead silo stays in the table; 7 days. Null: for ever.</summary>
    public TimeSpan? DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often entries of dead silos are looked for; one hour. Null: never.</summary>
    public TimeSpan? DefunctSiloCleanupPeriod { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether silos tell each other that the table has changed; true.</summary>
    public bool UseLivenessGossip { get; set; } = true;
}
