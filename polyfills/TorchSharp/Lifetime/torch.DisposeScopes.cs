using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Opens a scope on this thread; disposing it disposes the tensors made in it. Do not hold it over an await.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.Open();

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    /// <summary>Runs an expression in a scope of its own that only its result leaves.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using DisposeScope scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
