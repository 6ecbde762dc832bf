namespace Orleans.Runtime;

/// <summary>What times a timer takes.</summary>
internal static class TimerPeriods
{
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not <see cref="Timeout.InfiniteTimeSpan"/>, or too long.</exception>
    public static void Validate(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan && (time < TimeSpan.Zero || time.TotalMilliseconds > uint.MaxValue - 1))
        {
            throw new ArgumentOutOfRangeException(name, time, "The time must be zero or more, or Timeout.InfiniteTimeSpan, and at most 49 days.");
        }
    }
}
