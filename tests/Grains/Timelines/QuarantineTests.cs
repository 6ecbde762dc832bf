using ReAgent.Data.Timelines;
using ReAgent.Grains.Timelines;
using Xunit;

namespace ReAgent.Grains.Tests.Timelines;

public class QuarantineTests
{
    private static TimelineCounts Counts(long read, long transitions, params (string Reason, long Rows)[] quarantined) =>
        new()
        {
            RowsRead = read,
            Episodes = 1,
            Transitions = transitions,
            Terminated = 1,
            Quarantined = new(quarantined.ToDictionary(entry => entry.Reason, entry => entry.Rows), StringComparer.Ordinal),
        };

    [Theory]
    [InlineData(0, 0.0, false)]
    [InlineData(1, 0.0, true)]
    [InlineData(10, 0.01, false)]
    [InlineData(11, 0.01, true)]
    [InlineData(999, 1.0, false)]
    public void The_job_stops_when_more_rows_are_set_aside_than_allowed(long rows, double allowed, bool stops)
    {
        void Check() => TimelineCheck.Quarantine(
            Counts(1000, 1000 - rows, ("no action", rows)), new TimelineOptions { MaxQuarantinedShare = allowed });

        if (stops)
        {
            Assert.Throws<InvalidDataException>(Check);
        }
        else
        {
            Check();
        }
    }

    [Fact]
    public void The_message_has_every_reason_with_its_rows_and_the_key_that_sets_the_limit()
    {
        var failure = Assert.Throws<InvalidDataException>(() => TimelineCheck.Quarantine(
            Counts(2000, 1900, ("probability above 1", 60), ("duplicate sequence number", 40)), new TimelineOptions { MaxQuarantinedShare = 0.01 }));

        Assert.Contains("100 of 2,000", failure.Message, StringComparison.Ordinal);
        Assert.Contains("60 × probability above 1; 40 × duplicate sequence number", failure.Message, StringComparison.Ordinal);
        Assert.Contains("timeline.max_quarantined_share", failure.Message, StringComparison.Ordinal);
        Assert.Contains("quarantine/", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_without_a_usable_decision_stops_the_job_too()
    {
        var failure = Assert.Throws<InvalidDataException>(() => TimelineCheck.Quarantine(Counts(0, 0), new TimelineOptions()));

        Assert.Contains("no usable decision", failure.Message, StringComparison.Ordinal);
    }
}
