using System.Globalization;
using System.Runtime.InteropServices;

namespace ReAgent.Client.Results;

/// <summary>The machine in words.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Processor, number of cores, operating system and runtime.</summary>
    public static string Describe()
    {
        var model = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        var cores = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        return $"{model ?? RuntimeInformation.ProcessArchitecture.ToString()}, {cores} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }
}
