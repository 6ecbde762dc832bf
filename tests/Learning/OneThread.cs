using System.Runtime.CompilerServices;

namespace ReAgent.Learning.Tests;

internal static class OneThread
{
    /// <summary>Networks in tests are small; more threads would only wait for each other.</summary>
    [ModuleInitializer]
    internal static void Use() => Compute.UseThreads(1);
}
