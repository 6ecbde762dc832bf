using System.Text.Json.Nodes;
using ReAgent.Contracts.Configuration;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Golden;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Optimizers;

public sealed class OptimizerResumeTests
{
    public static TheoryData<string> Names => [.. new ConfigCatalog(typeof(OptimizerOptions).Assembly).MembersOf(typeof(OptimizerOptions))];

    /// <summary>
    /// Ten steps straight, and ten with the state carried through a file after the sixth, under a schedule that counts both steps and
    /// epochs.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_optimizer_goes_on_from_a_file_to_the_bit(string name)
    {
        foreach (var interval in new[] { "step", "epoch" })
        {
            var schedule = new JsonObject { ["ExponentialLR"] = new JsonObject { ["gamma"] = 0.8, ["interval"] = interval } };
            var options = GoldenOptimizer.Of(name, new JsonObject { ["lr"] = 0.05, ["lr_schedulers"] = new JsonArray(schedule) });
            var expected = Take(options, resumeAfter: null);
            Assert.Equal(expected, Take(options, resumeAfter: 6));
            if (name != "Rprop")
            {
                // Rprop's rate is only the size of its first step.
                Assert.NotEqual(expected, Take(options with { LrSchedulers = [] }, resumeAfter: null));
            }
        }
    }

    private static double[] Take(OptimizerOptions options, int? resumeAfter)
    {
        var parameters = new FlatParameters([new("values", [8], 1, 0)], CPU, learns: true);
        parameters.Initialize(new(1, "values"));
        var optimizer = new FlatOptimizer("optimizer", parameters, options);
        for (var step = 0; step < 10; step++)
        {
            if (step == resumeAfter)
            {
                var file = new TensorFile();
                parameters.Save(file, "parameters");
                optimizer.Save(file);
                optimizer.Dispose();
                parameters.Dispose();
                parameters = new([new("values", [8], 0, 0)], CPU, learns: true);
                optimizer = new FlatOptimizer("optimizer", parameters, options);
                file = TensorFile.Read(file.ToBytes(), "memory");
                parameters.Restore(file, "parameters");
                optimizer.Restore(file);
            }

            using var scope = NewDisposeScope();
            parameters.Gradient!.copy_(arange(1, 9, ScalarType.Float32) * ((step % 3) - 0.5));
            optimizer.Step();
            if (step % 4 == 3)
            {
                optimizer.FinishEpoch();
            }
        }

        var values = GoldenWeights.Read(parameters.Values);
        optimizer.Dispose();
        parameters.Dispose();
        return values;
    }
}
