using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>What a tick of a timer calls.</summary>
[GrainInterfaceType("sys.timer")]
internal interface ITimerTarget : IGrainExtension
{
    /// <summary>One tick.</summary>
    Task Tick();
}

/// <summary>A tick as a request, so that it takes its turn among the calls of its activation.</summary>
internal sealed class TimerTick(ITimerTarget timer) : GrainRequest(Shape)
{
    private static readonly GrainMethod Shape = GrainMethod.DeclaredBy(typeof(ITimerTarget))[0];

    public override object? GetTarget() => timer;

    public override void SetTarget(ITargetHolder holder)
    {
    }

    public override async ValueTask<Response> Invoke()
    {
        await timer.Tick();
        return Response.Completed;
    }
}
