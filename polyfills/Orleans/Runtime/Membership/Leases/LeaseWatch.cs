namespace Orleans.Runtime;

/// <summary>
/// Watches other silos renew their leases. The times in the table are compared for equality only: how long one has not changed is measured
/// by this process' own clock, from the end of the first reading that saw it to the beginning of the last.
/// </summary>
/// <remarks>
/// Why this is safe: a silo serves for one lease from the moment before it began to write a renewal, provided that it has read the table
/// again within that lease. What a reading that ended at t saw was written before t, so the lease that it stands for ends before t plus a
/// lease. A later renewal that took effect would have been in the table before that, and so would have been seen by a reading that began
/// after t plus a lease. Readings that fail say nothing, and a lease may have been extended while the database could not be reached
/// (see <see cref="LeaseKeeper"/>): then the watch begins anew, which gives everybody a full lease to renew.
/// </remarks>
/// <param name="patience">How long a lease is to be unchanged.</param>
/// <param name="clock">Measures it.</param>
internal sealed class LeaseWatch(TimeSpan patience, TimeProvider clock)
{
    private readonly Dictionary<SiloAddress, (DateTime Renewed, long Since)> seen = [];

    /// <summary>Takes note of a reading.</summary>
    /// <returns>The rows of silos whose leases have ended.</returns>
    public List<MembershipRow> Observe(IEnumerable<MembershipRow> living, long readingBegan, long readingEnded)
    {
        var expired = new List<MembershipRow>();
        var present = new HashSet<SiloAddress>();
        foreach (var row in living)
        {
            present.Add(row.Address);
            if (!seen.TryGetValue(row.Address, out var before) || before.Renewed != row.IAmAliveTime)
            {
                seen[row.Address] = (row.IAmAliveTime, readingEnded);
            }
            else if (clock.GetElapsedTime(before.Since, readingBegan) >= patience)
            {
                expired.Add(row);
            }
        }

        foreach (var gone in seen.Keys.Where(silo => !present.Contains(silo)).ToArray())
        {
            seen.Remove(gone);
        }

        return expired;
    }

    /// <summary>How long the lease of a silo has not changed.</summary>
    public TimeSpan UnchangedFor(SiloAddress silo, long now) =>
        seen.TryGetValue(silo, out var before) ? clock.GetElapsedTime(before.Since, now) : TimeSpan.Zero;

    /// <summary>Begins anew.</summary>
    public void Restart() => seen.Clear();

    /// <summary>Begins anew for one silo.</summary>
    public void Restart(SiloAddress silo) => seen.Remove(silo);
}
