using System.Diagnostics;

namespace ReAgent.Grains.Telemetry;

/// <summary>Whose activities the grains' are.</summary>
internal static class Sources
{
    /// <summary>Experiments, their stages, and work as its experiment sees it.</summary>
    public static ActivitySource Experiments { get; } = new("ReAgent.Experiments");

    /// <summary>Work as the silo sees that does it.</summary>
    public static ActivitySource Work { get; } = new("ReAgent.Work");

    /// <summary>Ends an activity, with or without an error.</summary>
    public static void End(Activity span, string? failure, TimeProvider time)
    {
        span.SetStatus(failure is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, failure);
        span.SetEndTime(time.GetUtcNow().UtcDateTime);
        span.Stop();
    }
}
