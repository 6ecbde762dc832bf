using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>One call. For each method of a grain interface a subclass is emitted that holds the arguments in typed fields.</summary>
internal abstract class GrainRequest(GrainMethod method) : IRequest
{
    private InvokeMethodOptions options = method.Options;

    public GrainMethod Method { get; } = method;

    public InvokeMethodOptions Options => options;

    public bool IsCancellable => Method.CancellationParameter >= 0;

    /// <summary>Cancels the token that the target sees; null until the request has arrived.</summary>
    public CancellationTokenSource? Cancellation { get; private set; }

    public void AddInvokeMethodOptions(InvokeMethodOptions added) => options |= added;

    public abstract object? GetTarget();

    public abstract void SetTarget(ITargetHolder holder);

    public abstract ValueTask<Response> Invoke();

    public int GetArgumentCount() => Method.ParameterTypes.Length;

    public virtual object? GetArgument(int index) => throw NoSuchArgument(index);

    public virtual void SetArgument(int index, object? value) => throw NoSuchArgument(index);

    /// <summary>Replaces the arguments by copies.</summary>
    public virtual void CopyArguments(CopyContext context)
    {
    }

    /// <summary>Writes the arguments as fields numbered from 0.</summary>
    public virtual void WriteArguments(WireWriter writer)
    {
    }

    /// <summary>Reads one argument.</summary>
    public virtual void ReadArgument(WireReader reader, FieldHeader header) => reader.Skip(header);

    public virtual CancellationToken GetCancellationToken() => CancellationToken.None;

    public virtual void SetCancellationToken(CancellationToken token)
    {
    }

    /// <summary>Gives the target a token of its own, so that the caller's is not shared across the boundary.</summary>
    public void DetachCancellation()
    {
        if (GetCancellationToken().CanBeCanceled)
        {
            AttachCancellation();
        }
    }

    /// <summary>Gives the target a token that <see cref="TryCancel"/> cancels.</summary>
    public void AttachCancellation()
    {
        Cancellation = new();
        SetCancellationToken(Cancellation.Token);
    }

    public bool TryCancel()
    {
        if (Cancellation is not { } source)
        {
            return false;
        }

        source.Cancel();
        return true;
    }

    public string GetMethodName() => Method.Info.Name;

    public string GetInterfaceName() => Method.Info.DeclaringType!.FullName!;

    public string GetActivityName() => Method.ActivityName;

    public MethodInfo GetMethod() => Method.Info;

    public Type GetInterfaceType() => Method.Info.DeclaringType!;

    public TimeSpan? GetDefaultResponseTimeout() => Method.ResponseTimeout;

    public void Dispose() => Cancellation?.Dispose();

    void IInvokable.SetArgument(int index, object value) => SetArgument(index, value);

    public override string ToString() => Method.ToString();

    private ArgumentOutOfRangeException NoSuchArgument(int index) =>
        new(nameof(index), index, $"{Method} has {GetArgumentCount()} parameters.");
}

/// <summary>A call on a target of type <typeparamref name="TTarget"/>.</summary>
internal abstract class GrainRequest<TTarget>(GrainMethod method) : GrainRequest(method)
    where TTarget : class
{
    public TTarget? Target { get; private set; }

    public sealed override object? GetTarget() => Target;

    public sealed override void SetTarget(ITargetHolder holder) =>
        Target = Method.IsExtension ? holder.GetComponent<TTarget>() : holder.GetTarget<TTarget>();
}
