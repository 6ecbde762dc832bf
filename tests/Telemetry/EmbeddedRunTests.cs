using Xunit;

namespace ReAgent.Telemetry.Tests;

/// <summary>What a run in one process sends.</summary>
public sealed class EmbeddedRunTests(EmbeddedRun run) : IClassFixture<EmbeddedRun>
{
    private readonly Received _received = run.Received;

    [Fact]
    public void It_is_one_trace_without_a_hole()
    {
        Assert.Single(_received.Spans.Select(span => span.Trace).Distinct());
        Assert.Empty(_received.Orphans);
        Assert.Equal("reagent run", Assert.Single(_received.Spans, span => span.Parent is null).Name);
    }

    [Theory]
    [InlineData("experiment small", "reagent run")]
    [InlineData("stage train", "experiment small")]
    [InlineData("work train/4", "stage train")]
    [InlineData("try train/4", "work train/4")]
    [InlineData("epoch", "try train/4")]
    [InlineData("checkpoint", "epoch")]
    [InlineData("work timeline-shard/2", "stage timeline")]
    [InlineData("sort", "try timeline-shard/2")]
    [InlineData("pair", "try timeline-shard/2")]
    [InlineData("sketch", "try timeline-shard/2")]
    [InlineData("write", "try timeline-shard/2")]
    [InlineData("try estimate/4", "work estimate/4")]
    public void Every_part_is_below_what_it_is_part_of(string part, string whole)
    {
        var spans = _received.Spans.Where(span => span.Name == part).ToArray();

        Assert.NotEmpty(spans);
        Assert.All(spans, span => Assert.Equal(whole, _received.ParentOf(span).Name));
    }

    [Fact]
    public void A_span_is_written_once()
    {
        Assert.Equal(_received.Spans.Length, _received.Spans.Select(span => span.Id).Distinct().Count());
    }

    [Fact]
    public void Spans_say_what_they_are_about()
    {
        var tried = Assert.Single(_received.Spans, span => span.Name == "try train/4");

        Assert.Equal(("train/4", "0", "1", "1", "done"), (tried["reagent.work.kind"], tried["reagent.work.index"], tried["reagent.work.count"], tried["reagent.work.attempt"], tried["reagent.work.state"]));
        Assert.Equal("small", Assert.Single(_received.Spans, span => span.Name == "stage train")["reagent.experiment"]);
        Assert.Equal("completed", Assert.Single(_received.Spans, span => span.Name == "experiment small")["reagent.experiment.state"]);
        Assert.DoesNotContain(_received.Spans, span => span.Failed);
    }

    [Theory]
    [InlineData("reagent.rows", "{row}")]
    [InlineData("reagent.training.steps", "{step}")]
    [InlineData("reagent.training.step.duration", "s")]
    [InlineData("reagent.training.loss", "1")]
    [InlineData("reagent.training.gradient.norm", "1")]
    [InlineData("reagent.training.q_value", "1")]
    [InlineData("reagent.training.checkpoint.age", "s")]
    [InlineData("reagent.evaluation.effective_sample_size", "{observation}")]
    [InlineData("reagent.queue.length", "{item}")]
    [InlineData("reagent.silos.active", "{silo}")]
    [InlineData("reagent.grain.call.duration", "s")]
    [InlineData("reagent.spilled", "By")]
    [InlineData("reagent.experiments", "{experiment}")]
    public void Every_metric_arrives_with_its_unit(string name, string unit)
    {
        var metrics = _received.Metrics.Where(metric => metric.Name == name).ToArray();

        Assert.NotEmpty(metrics);
        Assert.All(metrics, metric => Assert.Equal((unit, true), (metric.Unit, metric.Description.Length > 0)));
    }

    [Fact]
    public void Log_records_carry_the_trace_and_the_number_of_the_event()
    {
        var trace = _received.Spans[0].Trace;

        Assert.NotEmpty(_received.Logs);
        Assert.Contains(_received.Logs, entry => entry["reagent.event.id"] == "1101" && entry.Trace == trace);
    }
}
