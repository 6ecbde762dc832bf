namespace Orleans.Runtime;

/// <summary>
/// The right of this silo to serve. It ends by itself when it is not renewed, and never comes back: whoever finds it ended, be it a timer or
/// a turn that is about to run after the process was suspended, stops the silo. A silo that has no lease, because nobody could take its
/// grains, serves for ever.
/// </summary>
internal sealed class SiloLease(TimeProvider clock) : IDisposable
{
    private readonly Lock gate = new();
    private long until = long.MaxValue;
    private int hasEnded;
    private Action<string>? ended;
    private ITimer? timer;

    /// <summary>Whether the silo may serve; asked before every turn.</summary>
    public bool IsHeld
    {
        get
        {
            var end = Volatile.Read(ref until);
            if (end == long.MaxValue || clock.GetTimestamp() < end)
            {
                return true;
            }

            End("Its lease has ended: it could not be renewed in time, or the process was suspended.");
            return false;
        }
    }

    /// <summary>What to do when the lease ends, with the reason.</summary>
    public void OnEnd(Action<string> act) => ended += act;

    /// <summary>Lets the silo serve until a time after a timestamp of the clock. False when the lease has ended before: a renewal that comes too late is void.</summary>
    public bool TryHold(long since, TimeSpan time)
    {
        lock (gate)
        {
            if (!IsHeld)
            {
                return false;
            }

            var end = since + (long)(time.TotalSeconds * clock.TimestampFrequency);
            if (until == long.MaxValue || end > until)
            {
                Volatile.Write(ref until, end);
            }

            timer ??= clock.CreateTimer(static self => ((SiloLease)self!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Wait();
            return IsHeld;
        }
    }

    /// <summary>Ends the lease at once.</summary>
    public void End(string reason)
    {
        if (Interlocked.Exchange(ref hasEnded, 1) == 0)
        {
            Volatile.Write(ref until, long.MinValue);
            ended?.Invoke(reason);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
        }
    }

    private void Look()
    {
        if (IsHeld)
        {
            lock (gate)
            {
                Wait();
            }
        }
    }

    private void Wait()
    {
        var left = clock.GetElapsedTime(clock.GetTimestamp(), until);
        timer?.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
