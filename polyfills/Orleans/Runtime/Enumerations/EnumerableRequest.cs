using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call of a method that returns an asynchronous sequence; the target produces it, and the caller pulls it in batches.</summary>
internal abstract class EnumerableRequest(GrainMethod method) : GrainRequest(method)
{
    /// <summary>Starts the sequence in the target.</summary>
    public abstract IElementSource Start();
}

/// <inheritdoc/>
internal abstract class EnumerableRequest<TTarget, TElement>(GrainMethod method) : EnumerableRequest(method)
    where TTarget : class
{
    public TTarget? Target { get; private set; }

    public abstract IAsyncEnumerable<TElement> InvokeTarget();

    public sealed override object? GetTarget() => Target;

    public sealed override void SetTarget(ITargetHolder holder) =>
        Target = Method.IsExtension ? holder.GetComponent<TTarget>() : holder.GetTarget<TTarget>();

    public sealed override ValueTask<Response> Invoke() =>
        throw new InvalidOperationException($"{Method} is pulled, not called.");

    public sealed override IElementSource Start() => new ElementSource<TElement>(InvokeTarget());
}
