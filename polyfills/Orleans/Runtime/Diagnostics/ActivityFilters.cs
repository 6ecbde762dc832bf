using System.Diagnostics;
using Orleans.Runtime;

namespace Orleans.Diagnostics;

/// <summary>A filter that records calls as activities.</summary>
internal interface ITracingFilter
{
    /// <summary>Whether nobody listens, and no trace passes through with a call that is made here and now.</summary>
    bool IsIdle { get; }
}

/// <summary>The activities of calls, with the attributes that OpenTelemetry's conventions for RPC name.</summary>
internal static class CallActivities
{
    /// <summary>Keys of W3C trace context in <see cref="RequestContext"/>.</summary>
    public const string ParentKey = "traceparent";

    /// <inheritdoc cref="ParentKey"/>
    public const string StateKey = "tracestate";

    public static ActivitySource Application { get; } = new(ActivitySources.ApplicationGrainActivitySourceName, "1.0.0");

    public static ActivitySource Runtime { get; } = new(ActivitySources.RuntimeActivitySourceName, "1.0.0");

    public static bool AreHeard => Application.HasListeners() || Runtime.HasListeners();

    public static ActivitySource SourceOf(IGrainCallContext call) =>
        call.InterfaceMethod.DeclaringType!.Assembly == typeof(CallActivities).Assembly ? Runtime : Application;

    public static async Task Run(IGrainCallContext call, Activity? activity)
    {
        if (activity is null)
        {
            await call.Invoke();
            return;
        }

        using (activity)
        {
            activity.SetTag("rpc.system", "orleans");
            activity.SetTag("rpc.service", call.InterfaceName);
            activity.SetTag("rpc.method", call.MethodName);
            activity.SetTag("rpc.orleans.target_id", call.TargetId.ToString());
            try
            {
                await call.Invoke();
                activity.SetStatus(ActivityStatusCode.Ok);
            }
            catch (Exception failure)
            {
                activity.SetStatus(ActivityStatusCode.Error, failure.Message);
                activity.AddException(failure);
                throw;
            }
        }
    }
}

/// <summary>Starts an activity for a call that is made, and sends its identity along.</summary>
internal sealed class ActivityOutgoingFilter : IOutgoingGrainCallFilter, ITracingFilter
{
    public bool IsIdle => !CallActivities.AreHeard && Activity.Current is null;

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var activity = CallActivities.SourceOf(context).StartActivity(context.Request.GetActivityName(), ActivityKind.Client);
        var current = activity ?? Activity.Current;
        if (current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            RequestContext.Set(CallActivities.ParentKey, id);
            if (current.TraceStateString is { Length: > 0 } state)
            {
                RequestContext.Set(CallActivities.StateKey, state);
            }
        }

        return CallActivities.Run(context, activity);
    }
}

/// <summary>Continues the caller's trace with an activity for the call that has arrived.</summary>
internal sealed class ActivityIncomingFilter : IIncomingGrainCallFilter, ITracingFilter
{
    public bool IsIdle => !CallActivities.AreHeard && RequestContext.Get(CallActivities.ParentKey) is null;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        var source = CallActivities.SourceOf(context);
        ActivityContext.TryParse(
            RequestContext.Get(CallActivities.ParentKey) as string, RequestContext.Get(CallActivities.StateKey) as string, isRemote: true, out var parent);
        RequestContext.Remove(CallActivities.ParentKey);
        RequestContext.Remove(CallActivities.StateKey);
        return CallActivities.Run(context, source.StartActivity(context.Request.GetActivityName(), ActivityKind.Server, parent));
    }
}
