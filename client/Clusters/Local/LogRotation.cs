namespace ReAgent.Client.Clusters.Local;

/// <summary>Puts logs of earlier runs aside: <c>silo-1.log</c> becomes <c>silo-1.log.1</c>, up to <c>.3</c>.</summary>
internal static class LogRotation
{
    private const int Kept = 3;

    /// <summary>Makes room for a new log.</summary>
    public static void Rotate(string log)
    {
        if (!File.Exists(log))
        {
            return;
        }

        for (var age = Kept - 1; age >= 1; age--)
        {
            if (File.Exists($"{log}.{age}"))
            {
                File.Move($"{log}.{age}", $"{log}.{age + 1}", overwrite: true);
            }
        }

        File.Move(log, $"{log}.1", overwrite: true);
    }
}
