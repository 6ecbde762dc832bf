using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning;

/// <summary>Where tensors live, and how many threads compute on them.</summary>
public static class Compute
{
    /// <summary>The device of that name.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c>, or <c>cuda:1</c> for one of several accelerators.</param>
    /// <exception cref="ArgumentException">The name is none of these.</exception>
    /// <exception cref="InvalidOperationException">This process has no such accelerator.</exception>
    public static Device Device(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name == "cpu")
        {
            return CPU;
        }

        var index = 0;
        if (name != "cuda" && !(name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), out index) && index >= 0))
        {
            throw new ArgumentException($"There is no device '{name}'. Allowed: cpu, cuda, cuda:0, cuda:1, …", nameof(name));
        }

        var found = cuda.is_available() ? cuda.device_count() : 0;
        return index < found
            ? new Device(DeviceType.CUDA, index)
            : throw new InvalidOperationException(
                $"The device '{name}' was asked for, but this process sees {found} CUDA accelerators. Use 'cpu', or run on a machine that has one.");
    }

    /// <summary>
    /// Sets how many threads one tensor operation may use on the CPU, for the whole process. The host calls it once, from its options;
    /// nothing else in this library touches thread counts. Small networks are fastest with 1.
    /// </summary>
    public static void UseThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        set_num_threads(threads);
    }
}
