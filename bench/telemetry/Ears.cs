using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using ReAgent.Grains.Work;

namespace ReAgent.Bench.Telemetry;

/// <summary>Listens to every span, measurement and log record of the product while open, and counts them, as an exporter's front would; sends nothing.</summary>
internal sealed class Ears : ILogger<WorkGrain>, IDisposable
{
    private ActivityListener? _spans;
    private MeterListener? _measurements;
    private long _heard;

    /// <summary>Spans, measurements and log records heard so far.</summary>
    public long Heard => Interlocked.Read(ref _heard);

    public void Open()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("ReAgent.", StringComparison.Ordinal) || source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ => Interlocked.Increment(ref _heard),
        };
        _measurements = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "ReAgent")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _measurements.SetMeasurementEventCallback<long>((_, _, _, _) => Interlocked.Increment(ref _heard));
        _measurements.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _heard));
        _measurements.Start();
        ActivitySource.AddActivityListener(_spans);
    }

    public void Close()
    {
        _spans?.Dispose();
        _measurements?.Dispose();
        (_spans, _measurements) = (null, null);
    }

    public void Dispose() => Close();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => _spans is not null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _ = formatter(state, exception);
        Interlocked.Increment(ref _heard);
    }
}
