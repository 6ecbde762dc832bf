using System.Diagnostics;
using ReAgent.Bench.PyTorch;
using static TorchSharp.torch;

// Usage: TorchBench plain|flat|trainer|fused small|large STEPS [THREADS], or TorchBench peak
if (args is ["peak"])
{
    Console.WriteLine($"peak: {Peak.Measure() / 1e9:F1} GFLOP/s of one core");
    return 0;
}
if (args is not [var variant, var name, var stepsText, .. var rest] || !int.TryParse(stepsText, out int steps) || rest.Length > 1)
{
    Console.Error.WriteLine("usage: TorchBench plain|flat|trainer|fused small|large STEPS [THREADS] | peak");
    return 2;
}

int threads = rest is [var threadsText] ? int.Parse(threadsText) : 1;
set_num_threads(threads);
manual_seed(0);
Problem problem = Problem.Of(name);
Batch[] batches = [.. Enumerable.Range(0, 8).Select(_ => Batch.Random(problem))];
IDqnLearner learner = variant switch
{
    "plain" => new PlainLearner(problem),
    "flat" => new FlatLearner(problem),
    "trainer" => new TrainerLearner(problem, fused: false),
    "fused" => new TrainerLearner(problem, fused: true),
    _ => throw new ArgumentException($"There is no variant '{variant}'."),
};
// A run of experiments takes minutes: what the compiler does in its first seconds does not count.
var warmth = Stopwatch.StartNew();
for (int i = 0; warmth.Elapsed.TotalSeconds < 3; i++)
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
    $"{variant} {name} {threads}: {steps / watch.Elapsed.TotalSeconds:F1} steps/s, {cpu.TotalMicroseconds / steps:F1} us of CPU per step");
return 0;
