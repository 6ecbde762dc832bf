using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The times of leases.</summary>
/// <param name="Lease">How long a silo may serve after it began to renew its lease.</param>
/// <param name="Patience">How long others see a lease unchanged before they declare its silo dead: the lease, and a margin for the difference of clocks' rates.</param>
/// <param name="Renewal">Time between renewals.</param>
/// <param name="Reading">Time between readings of the table.</param>
/// <param name="Attempt">Longest time that one access to the table may take.</param>
/// <param name="Answer">Longest time that another silo may take to answer.</param>
internal sealed record LeaseTimes(TimeSpan Lease, TimeSpan Patience, TimeSpan Renewal, TimeSpan Reading, TimeSpan Attempt, TimeSpan Answer)
{
    /// <exception cref="OrleansConfigurationException">The options make no sense.</exception>
    public static LeaseTimes From(ClusterMembershipOptions options)
    {
        var lease = options.ProbeTimeout * options.NumMissedProbesLimit;
        if (lease < TimeSpan.FromMilliseconds(100) || options.NumMissedProbesLimit < 2)
        {
            throw new OrleansConfigurationException(
                $"{nameof(ClusterMembershipOptions)}: {nameof(options.ProbeTimeout)} ({options.ProbeTimeout}) times {nameof(options.NumMissedProbesLimit)} ({options.NumMissedProbesLimit}, at least 2) must be at least 0.1 s.");
        }

        var renewal = Least(options.ProbeTimeout, options.IAmAliveTablePublishTimeout);
        return new(lease, lease * 1.2, renewal, Least(lease / 5, options.TableRefreshTimeout, renewal), lease / 3, lease / 5);
    }

    private static TimeSpan Least(params ReadOnlySpan<TimeSpan> times)
    {
        var least = times[0];
        foreach (var time in times)
        {
            least = time < least ? time : least;
        }

        return least;
    }
}
