using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace ReAgent.Grains.Telemetry;

/// <summary>
/// Identity of a span that is known before the span is written, and after the process that began it has died: spans below it, written by other
/// processes, find it in the trace whoever writes it in the end.
/// </summary>
internal static class SpanIdentity
{
    /// <summary>The identity of a part of a span: the same whoever derives it.</summary>
    /// <param name="whole">The span.</param>
    /// <param name="part">What the part is, uniquely within the span.</param>
    public static ActivitySpanId Of(ActivitySpanId whole, string part) =>
        ActivitySpanId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"{whole.ToHexString()}/{part}")).AsSpan(0, 8));

    /// <summary>Starts an activity under an identity given. It becomes the current one; it is written when it is stopped, and not at all otherwise.</summary>
    /// <param name="source">Whose activity it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parent">The span above it. A parent without a span id puts it at the top of the trace.</param>
    /// <param name="id">Its identity.</param>
    /// <param name="started">When it began.</param>
    /// <returns>Null when nobody listens.</returns>
    public static Activity? Start(ActivitySource source, string name, ActivityContext parent, ActivitySpanId id, DateTimeOffset started)
    {
        if (source.CreateActivity(name, ActivityKind.Internal, parent, idFormat: ActivityIdFormat.W3C) is not { } activity)
        {
            return null;
        }

        activity.SetStartTime(started.UtcDateTime);
        activity.Start();
        SpanIdOf(activity) = id.ToHexString();
        return activity;
    }

    // An activity draws a random id when it starts, and its public members have no way to give it a known one. A test holds this to the runtime in use.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanIdOf(Activity activity);
}
