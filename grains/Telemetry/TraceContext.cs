using System.Diagnostics;
using Orleans.Runtime;

namespace ReAgent.Grains.Telemetry;

/// <summary>
/// The trace that a call belongs to, as the call carries it: the caller's span in the W3C's form, under a key of its own in the request context.
/// It goes along whether or not the calls themselves are traced.
/// </summary>
public static class TraceContext
{
    /// <summary>Key in the request context.</summary>
    public const string Key = "reagent.traceparent";

    /// <summary>Sends a span along with every call that this method, and what it awaits, makes from now on.</summary>
    /// <param name="span">The span; null changes nothing.</param>
    public static void Send(Activity? span)
    {
        if (span?.Id is { } id)
        {
            RequestContext.Set(Key, id);
        }
    }

    /// <summary>The caller's span; the current activity's when the call carries none; the default when there is neither.</summary>
    public static ActivityContext Received() =>
        ActivityContext.TryParse(RequestContext.Get(Key) as string, null, isRemote: true, out var caller) ? caller : Activity.Current?.Context ?? default;
}
