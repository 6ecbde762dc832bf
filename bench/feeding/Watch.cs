using System.Diagnostics;

namespace ReAgent.Bench.Feeding;

/// <summary>Time on the wall and of the processor: the second suffers less from whatever else the machine does.</summary>
internal sealed class Watch
{
    private readonly Stopwatch _wall = Stopwatch.StartNew();
    private readonly TimeSpan _processor = Environment.CpuUsage.TotalTime;

    /// <summary>What a batch of 512 rows took.</summary>
    public string PerBatch(int batches)
    {
        var (wall, processor) = (_wall.Elapsed / batches, (Environment.CpuUsage.TotalTime - _processor) / batches);
        return $"{wall.TotalMicroseconds,7:F1} µs per batch, {processor.TotalMicroseconds,7:F1} of CPU ({512 / processor.TotalMicroseconds:F2} M rows/s)";
    }
}
