using System.Diagnostics;
using ReAgent.Bench.PyTorch;
using static TorchSharp.torch;

// Usage: TorchBench plain|flat BATCH STEPS
if (args is not [("plain" or "flat") and var variant, var batchText, var stepsText] ||
    !int.TryParse(batchText, out int batch) || !int.TryParse(stepsText, out int steps))
{
    Console.Error.WriteLine("usage: TorchBench plain|flat BATCH STEPS");
    return 2;
}

set_num_threads(1);
manual_seed(0);
Batch[] batches = [.. Enumerable.Range(0, 8).Select(_ => Batch.Random(batch))];
IDqnLearner learner = variant == "plain" ? new PlainLearner() : new FlatLearner();
for (int i = 0; i < steps / 10; i++)
{
    learner.Step(batches[i % batches.Length]);
}
TimeSpan cpu = Environment.CpuUsage.TotalTime;
var watch = Stopwatch.StartNew();
for (int i = 0; i < steps; i++)
{
    learner.Step(batches[i % batches.Length]);
}
watch.Stop();
cpu = Environment.CpuUsage.TotalTime - cpu;
Console.WriteLine(
    $"{variant} batch {batch}: {steps / watch.Elapsed.TotalSeconds:F1} steps/s, {cpu.TotalMicroseconds / steps:F1} us of CPU per step");
return 0;
