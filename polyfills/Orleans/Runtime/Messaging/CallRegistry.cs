using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The calls of one process that wait for answers: matches answers, and ends calls whose time is up or whose target is gone.</summary>
internal sealed class CallRegistry : IDisposable
{
    private static readonly TimeSpan LongestSweep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestSweep = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentDictionary<long, IPendingCall> calls = new();
    private readonly MessagingOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Lock sweepGate = new();
    private readonly ITimer sweepTimer;
    private TimeSpan sweepPeriod;
    private long lastId;

    public CallRegistry(MessagingOptions options, TimeProvider clock, ILogger logger)
    {
        this.options = options;
        this.clock = clock;
        this.logger = logger;
        DefaultTimeout = Debugger.IsAttached ? options.ResponseTimeoutWithDebugger : options.ResponseTimeout;
        sweepPeriod = SweepFor(DefaultTimeout);
        sweepTimer = clock.CreateTimer(static state => ((CallRegistry)state!).Sweep(), this, sweepPeriod, sweepPeriod);
    }

    /// <summary>How long callers wait unless the method says otherwise.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>Sends a cancellation to the target of a call; set by the process's message centre.</summary>
    public Action<Message> SendCancellation { get; set; } = static _ => { };

    public int Count => calls.Count;

    public long NextId() => Interlocked.Increment(ref lastId);

    public PendingCall<T> New<T>(TimeSpan? timeout)
    {
        var wait = timeout ?? DefaultTimeout;
        if (wait < sweepPeriod)
        {
            SweepAtLeastEvery(SweepFor(wait));
        }

        return new(this, wait, clock.GetTimestamp());
    }

    public void Add(IPendingCall call) => calls.TryAdd(call.Message.Id, call);

    public void Remove(long id) => calls.TryRemove(id, out _);

    public IPendingCall? Find(long id) => calls.TryGetValue(id, out var call) ? call : null;

    /// <summary>The timestamp at which a call that is made now expires.</summary>
    public long ExpiryOf(IPendingCall call) =>
        options.DropExpiredMessages && call.Timeout < TimeSpan.FromDays(365)
            ? call.StartedAt + (long)(call.Timeout.TotalSeconds * clock.TimestampFrequency)
            : long.MaxValue;

    /// <summary>Fails the calls whose message satisfies a condition.</summary>
    public void FailWhere(Func<Message, bool> condition, Func<Message, Exception> failure)
    {
        foreach (var call in calls.Values.Where(call => condition(call.Message)))
        {
            call.Fail(failure(call.Message));
        }
    }

    public void Dispose() => sweepTimer.Dispose();

    private static TimeSpan SweepFor(TimeSpan timeout) => TimeSpan.FromTicks(
        Math.Clamp(timeout.Ticks / 10, ShortestSweep.Ticks, LongestSweep.Ticks));

    private void SweepAtLeastEvery(TimeSpan period)
    {
        lock (sweepGate)
        {
            if (period < sweepPeriod)
            {
                sweepPeriod = period;
                sweepTimer.Change(period, period);
            }
        }
    }

    private void Sweep()
    {
        var now = clock.GetTimestamp();
        foreach (var call in calls.Values)
        {
            var elapsed = clock.GetElapsedTime(call.StartedAt, now);
            if (elapsed >= call.Timeout && call.Timeout > TimeSpan.Zero)
            {
                Expire(call, elapsed);
            }
        }
    }

    private void Expire(IPendingCall call, TimeSpan elapsed)
    {
        var message = call.Message;
        MessagingLog.CallTimedOut(logger, message.TargetGrain, message.Body, elapsed);
        call.Fail(new TimeoutException(
            $"Response did not arrive on time: {message.Body} was called on {message.TargetGrain}"
            + $"{(message.TargetSilo is { } silo ? $" in {silo}" : "")} {elapsed} ago, and the caller waits for {call.Timeout} at most."));
        if (options.CancelRequestOnTimeout)
        {
            SendCancellation(message);
        }
    }
}
