using System.Diagnostics;

namespace ReAgent.Bench.Orleans;

/// <summary>Counts calls per second.</summary>
internal sealed class Measure(double seconds)
{
    /// <summary>One call after the other.</summary>
    public static async Task<int> Sequence(IAddGrain grain, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await grain.Add(1);
        }

        return times;
    }

    /// <summary>Runs rounds of calls side by side for a time, and prints the rate.</summary>
    /// <param name="what">What is measured.</param>
    /// <param name="callers">How many callers there are.</param>
    /// <param name="round">Makes 1000 calls for one caller, 100 for several.</param>
    public async Task Run(string what, int callers, Func<int, Task<int>> round)
    {
        await Task.WhenAll(Enumerable.Range(0, callers).Select(round));
        var calls = 0L;
        var bytes = GC.GetTotalAllocatedBytes();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            await Task.Yield();
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
            {
                Interlocked.Add(ref calls, await round(caller));
            }
        }));
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine($"{what}: {calls / elapsed:N0} calls/s, {(GC.GetTotalAllocatedBytes() - bytes) / calls} bytes per call");
    }
}
