using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ReAgent.Data.Telemetry;

/// <summary>What a timeline job tells whoever listens: a span for each phase of each bucket, and the bytes written to scratch files.</summary>
internal static class TimelineTelemetry
{
    private static readonly ActivitySource Source = new("ReAgent.Timelines");
    private static readonly Meter Meter = new("ReAgent");
    private static readonly Counter<long> Spilled = Meter.CreateCounter<long>("reagent.spilled", "By", "Bytes written to scratch files");

    /// <summary>Begins a phase of a bucket; null when nobody listens.</summary>
    /// <param name="name">What is done: <c>read</c>, <c>sort</c>, <c>pair</c>, <c>sketch</c>, <c>write</c>.</param>
    /// <param name="rows">Rows that it is done to.</param>
    public static Activity? Phase(string name, int rows) => Source.StartActivity(name)?.SetTag("reagent.rows", rows);

    /// <summary>Counts bytes of scratch files.</summary>
    public static void Spill(int bytes) => Spilled.Add(bytes);
}
