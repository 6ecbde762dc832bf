namespace ReAgent.Grains.Telemetry;

/// <summary>Under which name metrics are published.</summary>
public static class Meters
{
    /// <summary>The one meter of all floors.</summary>
    public const string Name = "ReAgent";
}
