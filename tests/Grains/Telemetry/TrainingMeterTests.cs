using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using ReAgent.Grains.Telemetry;
using Xunit;

namespace ReAgent.Grains.Tests.Telemetry;

/// <summary>Metrics of trainings under way.</summary>
public sealed class TrainingMeterTests : IDisposable
{
    private readonly Clock _clock = new();
    private readonly TrainingMeter _meter;
    private readonly List<(string Name, double Value, string? Of)> _heard = [];
    private readonly MeterListener _listener = new();

    public TrainingMeterTests()
    {
        _meter = new TrainingMeter(_clock);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "ReAgent" && instrument.Name.StartsWith("reagent.training.", StringComparison.Ordinal) && instrument.IsObservable)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (tags.ToArray().Any(tag => tag.Value is "outputs/metered"))
            {
                _heard.Add((instrument.Name, value, tags.ToArray().FirstOrDefault(tag => tag.Key is "reagent.reading" or "reagent.network").Value as string));
            }
        });
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_training_reports_its_losses_values_and_gradients()
    {
        _listener.Start();
        using var training = _meter.Begin("outputs/metered");
        training.Read(ImmutableSortedDictionary<string, double>.Empty.Add("td_loss", 2.5).Add("q_value", 80).Add("agreement", 0.5));
        training.ReadGradients(ImmutableSortedDictionary<string, double>.Empty.Add("q_network", 0.25));

        _listener.RecordObservableInstruments();

        Assert.Contains(("reagent.training.loss", 2.5, "td_loss"), _heard);
        Assert.Contains(("reagent.training.q_value", 80, "q_value"), _heard);
        Assert.Contains(("reagent.training.gradient.norm", 0.25, "q_network"), _heard);
        Assert.DoesNotContain(_heard, measurement => measurement.Of == "agreement");
    }

    [Fact]
    public void A_checkpoint_makes_its_age_begin_anew()
    {
        _listener.Start();
        using var training = _meter.Begin("outputs/metered");
        _clock.Advance(TimeSpan.FromSeconds(90));
        _listener.RecordObservableInstruments();
        training.Checkpointed();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _listener.RecordObservableInstruments();

        Assert.Equal([90, 5], _heard.Where(measurement => measurement.Name == "reagent.training.checkpoint.age").Select(measurement => measurement.Value));
    }

    [Fact]
    public void A_training_that_has_ended_is_silent()
    {
        _listener.Start();
        _meter.Begin("outputs/metered").Dispose();

        _listener.RecordObservableInstruments();

        Assert.Empty(_heard);
    }

    [Fact]
    public void Gradients_are_measured_only_where_somebody_listens()
    {
        var before = _meter.WantsGradients;
        _listener.Start();

        Assert.Equal((false, true), (before, _meter.WantsGradients));
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;
    }
}
