using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>What came of a call: a result or a failure.</summary>
public abstract class Response : IDisposable
{
    /// <summary>A call without result that succeeded.</summary>
    public static Response Completed { get; } = new Response<object?>(null);

    /// <summary>The result; null for a failure.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The failure; null for a result.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>A response with a failure.</summary>
    public static Response FromException(Exception exception) => new FailedResponse(exception);

    /// <summary>A response with a result.</summary>
    public static Response FromResult<TResult>(TResult value) => new Response<TResult>(value);

    /// <summary>The result; a failure is thrown.</summary>
    public abstract T GetResult<T>();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The same response with a copy of its result.</summary>
    internal abstract Response DeepCopy(CodecProvider codecs);

    /// <inheritdoc/>
    public override string ToString() => Exception is { } failure ? failure.ToString() : Result?.ToString() ?? "[null]";
}

/// <summary>The result of a call.</summary>
public sealed class Response<TResult>(TResult? value) : Response
{
    /// <summary>The result.</summary>
    public TResult? TypedResult { get; set; } = value;

    /// <inheritdoc/>
    public override object? Result
    {
        get => TypedResult;
        set => TypedResult = (TResult?)value;
    }

    /// <inheritdoc/>
    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"Cannot set the exception {value} on a response that has a result.");
    }

    /// <inheritdoc/>
    public override T GetResult<T>() => TypedResult is T typed ? typed : Result is null ? default! : (T)Result;

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    internal override Response DeepCopy(CodecProvider codecs)
    {
        if (TypedResult is null)
        {
            return this;
        }

        var codec = codecs.Get<TResult>();
        return codec.IsImmutable ? this : new Response<TResult>(new CopyContext(codecs).Copy(TypedResult, codec));
    }
}

/// <summary>The failure of a call.</summary>
internal sealed class FailedResponse(Exception exception) : Response
{
    public override object? Result
    {
        get => null;
        set => throw new InvalidOperationException("Cannot set the result of a response that has failed.");
    }

    public override Exception? Exception { get; set; } = exception;

    public override T GetResult<T>()
    {
        ExceptionDispatchInfo.Throw(Exception!);
        return default!;
    }

    public override void Dispose()
    {
    }

    internal override Response DeepCopy(CodecProvider codecs) => this;
}
