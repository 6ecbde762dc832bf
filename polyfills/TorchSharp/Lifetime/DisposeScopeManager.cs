using System;

namespace TorchSharp;

/// <summary>The dispose scopes of one thread.</summary>
public sealed class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? threadSingleton;

    /// <summary>What this thread made and freed.</summary>
    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.StatisticsInstance;

    internal static DisposeScopeManager ThreadSingleton => threadSingleton ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics StatisticsInstance { get; } = new();

    internal DisposeScope? CurrentDisposeScope { get; private set; }

    internal DisposeScope Open() => CurrentDisposeScope = new DisposeScope(this, CurrentDisposeScope);

    // Usually the innermost scope closes; one that closes out of order is cut out of the chain.
    internal void Close(DisposeScope closed)
    {
        if (ReferenceEquals(CurrentDisposeScope, closed))
        {
            CurrentDisposeScope = closed.OuterScope;
            return;
        }
        for (DisposeScope? scope = CurrentDisposeScope; scope is not null; scope = scope.OuterScope)
        {
            if (ReferenceEquals(scope.OuterScope, closed))
            {
                scope.OuterScope = closed.OuterScope;
                return;
            }
        }
    }

    internal void Register(torch.Tensor tensor)
    {
        if (CurrentDisposeScope is { } scope)
        {
            scope.Add(tensor);
            StatisticsInstance.CreatedInScopeCount++;
        }
        else
        {
            StatisticsInstance.CreatedOutsideScopeCount++;
        }
    }

    internal void CountDisposal(torch.Tensor tensor)
    {
        if (tensor.IsInvalid)
        {
            return;
        }
        if (tensor.OwningDisposeScope is null)
        {
            StatisticsInstance.DisposedOutsideScopeCount++;
        }
        else
        {
            StatisticsInstance.DisposedInScopeCount++;
        }
    }
}
