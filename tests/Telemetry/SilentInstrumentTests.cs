using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using ReAgent.Contracts.Work;
using ReAgent.Data.Telemetry;
using ReAgent.Grains.Telemetry;
using ReAgent.Grains.Work;
using ReAgent.Learning.Telemetry;
using Xunit;

namespace ReAgent.Telemetry.Tests;

/// <summary>What the hot paths call to tell of their work. Where nobody listens it allocates nothing; bench/telemetry has the nanoseconds.</summary>
public sealed class SilentInstrumentTests
{
    private const int Times = 1000;

    private static readonly WorkItem Item = new("timeline-scan/1", 3, 8, 1, "{}", [new FileReference("log/part-00000.parquet", 10, 100, "ab")], "outputs/x");
    private static readonly WorkStatus Done = new(WorkState.Done, WorkProgress.None("rows"));

    private static readonly Dictionary<string, Action<Listener>> Calls = new(StringComparer.Ordinal)
    {
        ["training step"] = static _ => TrainingTelemetry.EndStep(TrainingTelemetry.BeginStep()),
        ["epoch"] = static _ => TrainingTelemetry.Epoch(7)?.Dispose(),
        ["checkpoint"] = static _ => TrainingTelemetry.Checkpoint(7)?.Dispose(),
        ["phase of a bucket"] = static _ => TimelineTelemetry.Phase("pair", 1000)?.Dispose(),
        ["scratch bytes"] = static _ => TimelineTelemetry.Spill(4096),
        ["rows"] = static _ => WorkTelemetry.Progressed(Item, "rows", 1000),
        ["log record"] = static logger => WorkLog.Abandoned(logger, Item.Kind, Item.Index),
        ["scope of log records"] = static logger => WorkTelemetry.Scope(logger, Item)?.Dispose(),
        ["try of work"] = static _ =>
        {
            using var span = WorkTelemetry.Try(Item, TraceContext.Received());
            WorkTelemetry.End(span, Done);
        },
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_nobody_listens_nothing_is_allocated(string name)
    {
        using var nobody = new Listener(listens: false);

        Assert.Equal((0, 0), (AllocatedBy(Calls[name], nobody), nobody.Heard));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_somebody_listens_each_call_is_heard(string name)
    {
        using var somebody = new Listener(listens: true);

        AllocatedBy(Calls[name], somebody);

        Assert.True(somebody.Heard >= 2 * Times, $"Heard {somebody.Heard} times.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_the_last_one_has_stopped_listening_nothing_is_allocated_again(string name)
    {
        using (var somebody = new Listener(listens: true))
        {
            AllocatedBy(Calls[name], somebody);
        }

        using var nobody = new Listener(listens: false);
        Assert.Equal((0, 0), (AllocatedBy(Calls[name], nobody), nobody.Heard));
    }

    // The first calls also compile, and fill what is kept.
    private static long AllocatedBy(Action<Listener> call, Listener listener)
    {
        Repeat(call, listener);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(call, listener);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Repeat(Action<Listener> call, Listener listener)
    {
        for (var time = 0; time < Times; time++)
        {
            call(listener);
        }
    }

    /// <summary>Hears spans, measurements, log records and their scopes, or nothing.</summary>
    private sealed class Listener : ILogger, IDisposable
    {
        private readonly bool _listens;
        private readonly ActivityListener? _spans;
        private readonly MeterListener? _measurements;

        public Listener(bool listens)
        {
            _listens = listens;
            if (!listens)
            {
                return;
            }

            _spans = new ActivityListener
            {
                ShouldListenTo = source => source.Name.StartsWith("ReAgent.", StringComparison.Ordinal),
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _ => Heard++,
            };
            _measurements = new MeterListener
            {
                InstrumentPublished = (instrument, listener) =>
                {
                    if (instrument.Meter.Name == Meters.Name)
                    {
                        listener.EnableMeasurementEvents(instrument);
                    }
                },
            };
            _measurements.SetMeasurementEventCallback<long>((_, _, _, _) => Heard++);
            _measurements.SetMeasurementEventCallback<double>((_, _, _, _) => Heard++);
            _measurements.Start();
            ActivitySource.AddActivityListener(_spans);
        }

        public int Heard { get; private set; }

        public bool IsEnabled(LogLevel logLevel) => _listens;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Heard++;
            return null;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Heard++;

        public void Dispose()
        {
            _spans?.Dispose();
            _measurements?.Dispose();
        }
    }
}
