using System.Diagnostics;
using ReAgent.Bench.PyTorch;
using static TorchSharp.torch;

const string Usage = "usage: TorchBench plain|flat|trainer|fused small|cpe|large|sac|td3bc STEPS [THREADS [TRAINERS]] | peak";
if (args is ["peak"])
{
    Console.WriteLine($"peak: {Peak.Measure() / 1e9:F1} GFLOP/s of one core");
    return 0;
}
if (args is not [var variant, var name, var stepsText, .. var rest] || !int.TryParse(stepsText, out int steps) || rest.Length > 2)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

int threads = rest is [var threadsText, ..] ? int.Parse(threadsText) : 1;
int trainers = rest is [_, var trainersText] ? int.Parse(trainersText) : 1;
manual_seed(0);

// Each trainer has a thread of its own, and steps as many times as every other; the clock runs from the first step to the last.
using Barrier ready = new(trainers + 1);
Thread[] all = [.. Enumerable.Range(0, trainers).Select(_ => new Thread(Train))];
foreach (Thread thread in all)
{
    thread.Start();
}
ready.SignalAndWait();
TimeSpan cpu = Environment.CpuUsage.TotalTime;
var watch = Stopwatch.StartNew();
foreach (Thread thread in all)
{
    thread.Join();
}
watch.Stop();
cpu = Environment.CpuUsage.TotalTime - cpu;
int sum = steps * trainers;
string label = trainers == 1 ? variant : $"{variant}_x{trainers}";
Console.WriteLine($"{label} {name} {threads}: {sum / watch.Elapsed.TotalSeconds:F1} steps/s, {cpu.TotalMicroseconds / sum:F1} us of CPU per step");
return 0;

void Train()
{
    set_num_threads(threads);
    ILearner learner = (variant, ActorCriticLearner.Has(name)) switch
    {
        ("plain", false) when name != "cpe" => new PlainLearner(Problem.Of(name)),
        ("flat", false) when name != "cpe" => new FlatLearner(Problem.Of(name)),
        ("trainer" or "fused", false) => new TrainerLearner(Problem.Of(name), variant == "fused"),
        ("trainer" or "fused", true) => new ActorCriticLearner(name, variant == "fused"),
        _ => throw new ArgumentException($"There is no variant '{variant}' of the problem '{name}'. {Usage}"),
    };

    // A run of experiments takes minutes: what the compiler does in its first seconds does not count.
    var warmth = Stopwatch.StartNew();
    for (int i = 0; warmth.Elapsed.TotalSeconds < 3; i++)
    {
        learner.Step(i);
    }
    ready.SignalAndWait();
    for (int i = 0; i < steps; i++)
    {
        learner.Step(i);
    }
}
