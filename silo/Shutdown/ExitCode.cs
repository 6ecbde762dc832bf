using System.Runtime.InteropServices;

namespace ReAgent.Silo.Shutdown;

/// <summary>How a silo process ends.</summary>
public static class ExitCode
{
    /// <summary>Stopped in good order.</summary>
    public const int Stopped = 0;

    /// <summary>Failed, or did not stop in time.</summary>
    public const int Failed = 1;

    /// <summary>Wrong settings.</summary>
    public const int WrongSettings = 2;

    /// <summary>Lost its place in the cluster: its lease ended, or others declared it dead.</summary>
    public const int LostPlace = 3;

    /// <summary>Added to the number of a signal that ended it before it had stopped, as shells do it.</summary>
    public const int Signal = 128;

    /// <summary>Ended at once by a second signal.</summary>
    public static int EndedBy(PosixSignal signal) => Signal + signal switch
    {
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        _ => 15,
    };
}
