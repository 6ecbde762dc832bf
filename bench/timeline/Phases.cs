using System.Collections.Concurrent;
using System.Diagnostics;

namespace ReAgent.Bench.Timeline;

/// <summary>Adds up the time that each phase took in all work items, in seconds; with two threads the sum is up to twice the time of the job.</summary>
internal sealed class Phases
{
    private readonly ConcurrentDictionary<string, double> _seconds = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, double> Seconds =>
        new SortedDictionary<string, double>(_seconds.ToDictionary(phase => phase.Key, phase => Math.Round(phase.Value, 3)), StringComparer.Ordinal);

    /// <summary>Adds the time since a <see cref="Stopwatch"/>'s timestamp, and says what time it is.</summary>
    public long Add(string phase, long since)
    {
        var now = Stopwatch.GetTimestamp();
        var seconds = Stopwatch.GetElapsedTime(since, now).TotalSeconds;
        _seconds.AddOrUpdate(phase, seconds, (_, before) => before + seconds);
        return now;
    }
}
