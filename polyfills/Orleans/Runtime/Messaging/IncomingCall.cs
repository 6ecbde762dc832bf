using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call that has arrived, as filters see it.</summary>
internal sealed class IncomingCall(Activation target, Message message, GrainRequest request, IIncomingGrainCallFilter[] filters) : IIncomingGrainCallContext
{
    private int stage;

    public IInvokable Request => request;

    public object Grain => target.GrainInstance!;

    public GrainId? SourceId => message.SendingGrain.IsDefault ? null : message.SendingGrain;

    public GrainId TargetId => target.GrainId;

    public IGrainContext TargetContext => target;

    public GrainInterfaceType InterfaceType => message.InterfaceType;

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public MethodInfo ImplementationMethod
    {
        get
        {
            var implementation = request.GetTarget()!.GetType();
            var map = implementation.GetInterfaceMap(request.GetInterfaceType());
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, request.GetMethod())];
        }
    }

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    public async ValueTask<Response> Run()
    {
        try
        {
            await Invoke();
            return Response ?? Response.Completed;
        }
        catch (Exception failure)
        {
            return Response.FromException(failure);
        }
    }

    public async Task Invoke()
    {
        try
        {
            if (stage < filters.Length)
            {
                await filters[stage++].Invoke(this);
                return;
            }

            if (stage == filters.Length && target.GrainInstance is IIncomingGrainCallFilter own)
            {
                stage++;
                await own.Invoke(this);
                return;
            }

            stage++;
            Response = await request.Invoke();
            if (Response.Exception is { } failure)
            {
                // Filters see the failure as an exception and may replace it by a result.
                ExceptionDispatchInfo.Throw(failure);
            }
        }
        finally
        {
            stage--;
        }
    }
}
