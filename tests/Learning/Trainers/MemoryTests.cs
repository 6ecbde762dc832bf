using System.Diagnostics;
using System.Globalization;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Trainers;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers;

/// <summary>A training may go on for ever: steps leave nothing behind.</summary>
/// <remarks>
/// 600 steps by default. <c>SOAK_STEPS=100000</c> takes that many, and looks at the memory of the whole
/// process too, so nothing else should run in it:
/// <c>SOAK_STEPS=100000 dotnet test tests/Learning --filter FullyQualifiedName~MemoryTests</c>, some minutes.
/// </remarks>
public sealed class MemoryTests(ITestOutputHelper output)
{
    /// <summary>What the heaps of the process may grow by through fragments, in bytes: a tensor of 64 rows lost in each of 100,000 steps is 25 MB.</summary>
    private const long Slack = 8 << 20;

    private static int? Soak => int.TryParse(Environment.GetEnvironmentVariable("SOAK_STEPS"), NumberStyles.None, CultureInfo.InvariantCulture, out var steps) ? steps : null;

    [Theory]
    [InlineData("DQN")]
    [InlineData("SAC")]
    public void Steps_leave_nothing_behind(string name)
    {
        var trainerCase = TrainerCase.All.Single(trainer => trainer.Name == name);
        var rows = trainerCase.Rows();
        using var scope = NewDisposeScope();
        var batch = RowBatch.Of(rows, 0, 64);
        using var trainer = trainerCase.Model(new AdamOptions()).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        Step(trainer, batch, (Soak ?? 600) / 3);
        var early = Measure();
        Step(trainer, batch, (Soak ?? 600) / 3);
        var middle = Measure();
        Step(trainer, batch, (Soak ?? 600) / 3);
        var late = Measure();
        output.WriteLine($"{name}: {early}; {middle}; {late}");

        Assert.Equal(early.Tensors, late.Tensors);
        if (Soak is not null)
        {
            Assert.True(late.Managed <= early.Managed + Slack, $"managed memory: {early.Managed}, {middle.Managed}, {late.Managed} bytes");
            Assert.True(late.Process <= early.Process + Slack, $"the process: {early.Process}, {middle.Process}, {late.Process} bytes");
        }
    }

    private static void Step(ITrainer trainer, TransitionBatch batch, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            foreach (var reading in trainer.Step(batch))
            {
                reading.Value.Dispose();
            }
        }
    }

    private static (long Tensors, long Managed, long Process) Measure()
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return (DisposeScopeManager.Statistics.ThreadTotalLiveCount, managed, process.WorkingSet64);
    }
}
