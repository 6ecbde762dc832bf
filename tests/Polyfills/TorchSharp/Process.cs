using Xunit;

namespace ReAgent.Polyfills.TorchSharp.Tests;

/// <summary>Tests that count the tensors of the whole process, or set its modes, run alone.</summary>
[CollectionDefinition(Tensors, DisableParallelization = true)]
public sealed class Process
{
    public const string Tensors = "The tensors of the process";

    /// <summary>Frees what earlier tests have lost, so that it is not freed while tensors are being counted.</summary>
    public static void FreeLostTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
