using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ReAgent.Client.Clusters.Local;

/// <summary>One process at a time watches over the silos of a data root; it holds a lock for as long as it lives.</summary>
internal sealed class SupervisorLock : IDisposable
{
    private readonly FileStream _held;

    private SupervisorLock(FileStream held) => _held = held;

    /// <summary>Takes the lock; false when another process has it.</summary>
    public static bool TryTake(ClusterFolder folder, [NotNullWhen(true)] out SupervisorLock? taken)
    {
        Directory.CreateDirectory(folder.Path);
        taken = Open(folder) is { } held ? new SupervisorLock(held) : null;
        if (taken is not null)
        {
            File.WriteAllText(Owner(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }

        return taken is not null;
    }

    /// <summary>The process that holds the lock; null when none does.</summary>
    public static int? HolderOf(ClusterFolder folder)
    {
        if (!File.Exists(folder.Lock))
        {
            return null;
        }

        using var free = Open(folder);
        return free is null && int.TryParse(File.ReadAllText(Owner(folder)), CultureInfo.InvariantCulture, out var holder) ? holder : null;
    }

    /// <summary>Asks the process that holds the lock to stop the cluster.</summary>
    public static void AskToStop(int holder)
    {
        using var kill = Process.Start("/bin/sh", ["-c", "kill -TERM \"$1\"", "reagent", holder.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static string Owner(ClusterFolder folder) => $"{folder.Lock}.owner";

    private static FileStream? Open(ClusterFolder folder)
    {
        try
        {
            return new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(folder.Lock))
        {
            return null;
        }
    }
}
