using Orleans.Runtime;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Membership;

public class LeaseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    private static readonly SiloAddress Other = SiloAddress.FromParsableString("127.0.0.1:11111@7");
    private readonly ManualClock clock = new();

    [Fact]
    public void A_lease_that_is_not_renewed_ends_by_itself_and_for_good()
    {
        var reasons = new List<string>();
        using var lease = new SiloLease(clock);
        lease.OnEnd(reasons.Add);
        Assert.True(lease.IsHeld);
        Assert.True(lease.TryHold(clock.GetTimestamp(), Lease));
        clock.Advance(Lease * 0.9);
        Assert.Empty(reasons);
        clock.Advance(Lease * 0.2);
        Assert.Single(reasons);
        Assert.False(lease.IsHeld);
        Assert.False(lease.TryHold(clock.GetTimestamp(), Lease));
        Assert.Single(reasons);
    }

    [Fact]
    public void A_renewal_counts_from_its_beginning()
    {
        using var lease = new SiloLease(clock);
        lease.TryHold(clock.GetTimestamp(), Lease);
        var begin = clock.GetTimestamp();
        clock.Advance(Lease * 0.5);
        lease.TryHold(begin, Lease);
        clock.Advance(Lease * 0.6);
        Assert.False(lease.IsHeld);
    }

    [Fact]
    public void A_silo_whose_lease_does_not_change_for_long_is_found_and_one_that_renews_is_not()
    {
        var watch = new LeaseWatch(Lease * 1.2, clock);
        for (var second = 0; second < 6; second++)
        {
            Assert.Empty(Observe(watch, second));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        for (var second = 0; second < 6; second++)
        {
            Assert.Empty(Observe(watch, 6));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(Other, Assert.Single(Observe(watch, 6)).Address);
    }

    [Fact]
    public void After_a_failed_reading_everybody_has_a_full_lease()
    {
        var watch = new LeaseWatch(Lease * 1.2, clock);
        Assert.Empty(Observe(watch, 0));
        clock.Advance(Lease * 1.1);
        watch.Restart();
        clock.Advance(Lease * 0.2);
        Assert.Empty(Observe(watch, 0));
        clock.Advance(Lease * 1.1);
        Assert.Empty(Observe(watch, 0));
        clock.Advance(Lease * 0.2);
        Assert.Single(Observe(watch, 0));
    }

    private List<MembershipRow> Observe(LeaseWatch watch, int renewed) => watch.Observe(
        [new(Other, "other", "host", SiloStatus.Active, 0, DateTime.UnixEpoch, DateTime.UnixEpoch.AddSeconds(renewed))],
        clock.GetTimestamp(),
        clock.GetTimestamp());
}
