using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call on its way out, as filters see it.</summary>
internal sealed class OutgoingCall<T>(
    GrainReferenceRuntime runtime,
    GrainReference target,
    GrainRequest request,
    IOutgoingGrainCallFilter[] filters,
    IGrainContext? source,
    CancellationToken token) : IOutgoingGrainCallContext
{
    private int stage;

    public IInvokable Request => request;

    public object Grain => target;

    public GrainId? SourceId => source?.GrainId;

    public IGrainContext? SourceContext => source;

    public GrainId TargetId => target.GrainId;

    public GrainInterfaceType InterfaceType => target.InterfaceType;

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    public async Task<T> Run()
    {
        await Invoke();
        return Response is null ? default! : Response.GetResult<T>();
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

            stage++;
            try
            {
                Response = Response.FromResult(await runtime.Dispatch<T>(target, request, token));
            }
            catch (Exception failure)
            {
                // Filters see the failure as an exception and may replace it by a result.
                Response = Response.FromException(failure);
                ExceptionDispatchInfo.Throw(failure);
            }
        }
        finally
        {
            stage--;
        }
    }
}
