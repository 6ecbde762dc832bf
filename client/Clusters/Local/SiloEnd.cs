namespace ReAgent.Client.Clusters.Local;

/// <summary>Why a silo's process ended, by its exit code.</summary>
internal static class SiloEnd
{
    /// <summary>The silo was told something that it cannot work with; it would end again.</summary>
    public const int WrongSettings = 2;

    private const int LostPlace = 3;
    private const int Signal = 128;

    /// <summary>A clause: <c>it was killed (signal 9)</c>.</summary>
    public static string Reason(int code) => code switch
    {
        0 => "it stopped in good order, though nobody here asked it to",
        1 => "it failed",
        WrongSettings => "its settings are wrong",
        LostPlace => "it lost its place in the cluster",
        Signal + 6 => "it crashed (signal 6)",
        Signal + 9 => "it was killed (signal 9), by someone or for want of memory",
        Signal + 11 => "it crashed (signal 11)",
        > Signal and < Signal + 65 => $"it was ended by signal {code - Signal}",
        _ => $"its exit code is {code}",
    };
}
