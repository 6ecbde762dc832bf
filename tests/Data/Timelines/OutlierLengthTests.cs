using ReAgent.Data.Timelines;
using Xunit;

namespace ReAgent.Data.Tests.Timelines;

public sealed class OutlierLengthTests
{
    [Fact]
    public void The_originals_hundred_episodes_keep_the_95_short_ones() =>
        Assert.Equal(2, OutlierLength.Find(new Dictionary<int, long> { [2] = 95, [100] = 5 }, 0.95));

    [Fact]
    public void Nothing_is_left_out_when_all_episodes_have_one_length() =>
        Assert.Null(OutlierLength.Find(new Dictionary<int, long> { [10] = 3 }, 0.95));

    [Fact]
    public void Nothing_is_left_out_when_the_percentile_does_not_separate_about_the_share_asked_for() =>
        Assert.Null(OutlierLength.Find(new Dictionary<int, long> { [2] = 98, [100] = 2 }, 0.95));

    [Fact]
    public void No_episodes_have_no_outliers() => Assert.Null(OutlierLength.Find(new Dictionary<int, long>(), 0.9));
}
