using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orleans;
using ReAgent.Grains.Telemetry;

namespace ReAgent.Silo.Telemetry;

/// <summary>
/// How long grain calls take, as their callers see it: way, queue, turn and way back. It is among a host's filters only where metrics are exported.
/// </summary>
internal sealed class CallMeter : IOutgoingGrainCallFilter, IDisposable
{
    private readonly Meter _meter = new(Meters.Name);
    private readonly Histogram<double> _duration;

    public CallMeter() => _duration = _meter.CreateHistogram(
        "reagent.grain.call.duration",
        "s",
        "Time from a call of a grain to its answer",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30] });

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var began = Stopwatch.GetTimestamp();
        var error = "none";
        try
        {
            await context.Invoke();
        }
        catch (Exception failure)
        {
            error = failure.GetType().Name;
            throw;
        }
        finally
        {
            _duration.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds,
                new("rpc.service", context.InterfaceMethod.DeclaringType?.Name),
                new("rpc.method", context.MethodName),
                new("error.type", error));
        }
    }

    public void Dispose() => _meter.Dispose();
}
