using Orleans.CodeGeneration;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>Turns the calls of grain references into messages, through the outgoing filters.</summary>
internal sealed class GrainReferenceRuntime(
    GrainInterfaces interfaces,
    CodecProvider codecs,
    CallRegistry calls,
    IMessageCenter messages,
    IEnumerable<IOutgoingGrainCallFilter> filters)
{
    private readonly CallFilters<IOutgoingGrainCallFilter> filters = new(filters);

    /// <summary>How long callers wait unless the method says otherwise.</summary>
    public TimeSpan ResponseTimeout => calls.DefaultTimeout;

    public GrainReference Cast(GrainReference reference, Type interfaceType) =>
        interfaceType.IsInstanceOfType(reference) ? reference : New(reference.GrainId, interfaceType);

    public GrainReference New(GrainId grainId, Type interfaceType)
    {
        var known = interfaces.Get(interfaceType);
        return known.NewReference(grainId, known, this);
    }

    /// <summary>A call without answer.</summary>
    public void Send(GrainReference target, GrainRequest request)
    {
        request.AddInvokeMethodOptions(InvokeMethodOptions.OneWay);
        var sent = Call<object?>(target, request);
        if (sent.IsFaulted)
        {
            // A method without result has nobody else to tell that an argument may not cross calls.
            sent.GetAwaiter().GetResult();
        }
    }

    public Task<T> Call<T>(GrainReference target, GrainRequest request) => Call<T>(target, request, request.GetCancellationToken());

    /// <summary>A call that ends when a token is cancelled, whether the method takes it or not.</summary>
    public Task<T> Call<T>(GrainReference target, GrainRequest request, CancellationToken token)
    {
        if (token.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(token);
        }

        var current = filters.Current;
        return current.Length == 0
            ? Dispatch<T>(target, request, token)
            : new OutgoingCall<T>(this, target, request, current, ActivationContext.Current, token).Run();
    }

    /// <summary>Copies the arguments and sends the call.</summary>
    public Task<T> Dispatch<T>(GrainReference target, GrainRequest request, CancellationToken token)
    {
        try
        {
            CopyArguments(request);
        }
        catch (SerializerException failure)
        {
            return Task.FromException<T>(failure);
        }

        if ((request.Options & InvokeMethodOptions.OneWay) != 0)
        {
            messages.Send(NewMessage(target, request, MessageKind.OneWay, null));
            return Task.FromResult<T>(default!);
        }

        var call = calls.New<T>(request.GetDefaultResponseTimeout());
        var message = NewMessage(target, request, MessageKind.Request, call);
        message.ExpiresAt = calls.ExpiryOf(call);
        call.Message = message;
        calls.Add(call);
        messages.Send(message);
        call.CancelWith(token);
        return call.Task;
    }

    private void CopyArguments(GrainRequest request)
    {
        request.DetachCancellation();
        if (!request.Method.CopiesArguments)
        {
            return;
        }

        try
        {
            request.CopyArguments(new CopyContext(codecs));
        }
        catch (CodecNotFoundException failure)
        {
            var index = Enumerable.Range(0, request.GetArgumentCount()).FirstOrDefault(
                i => request.GetArgument(i)?.GetType() == failure.Type || request.Method.ParameterTypes[i] == failure.Type, -1);
            throw failure.At(index < 0
                ? $"an argument of {request}"
                : $"argument '{request.Method.Info.GetParameters()[index].Name}' of {request}");
        }
    }

    private Message NewMessage(GrainReference target, GrainRequest request, MessageKind kind, IPendingCall? call) => new()
    {
        Kind = kind,
        Id = calls.NextId(),
        SendingGrain = ActivationContext.Current?.GrainId ?? messages.HostIdentity,
        SendingSilo = messages.Address,
        TargetGrain = target.GrainId,
        InterfaceType = target.InterfaceType,
        InterfaceVersion = target.InterfaceVersion,
        Options = request.Options,
        Context = CopyContextValues(),
        Body = request,
        Call = call,
    };

    // What a callee does to a value of the context stays with the callee.
    private RequestContext.ContextProperties? CopyContextValues() => RequestContext.Properties is { Values.Count: > 0 } context
        ? context with { Values = new CopyContext(codecs).Copy(context.Values) }
        : RequestContext.Properties;
}
