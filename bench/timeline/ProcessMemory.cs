using System.Globalization;

namespace ReAgent.Bench.Timeline;

/// <summary>What the kernel says of this process.</summary>
internal static class ProcessMemory
{
    /// <summary>The most memory that was resident at any time, in MiB (VmHWM).</summary>
    public static double PeakMegabytes()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
