using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

/// <summary>Disposes, at its own end, every tensor made on its thread while it was the innermost scope, but for those taken out
/// before.</summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;

    // Tensors know their place here, so that leaving the scope costs no search. Other disposables are few.
    private readonly List<torch.Tensor> tensors = [];
    private HashSet<IDisposable>? others;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        this.manager = manager;
        OuterScope = outer;
    }

    internal DisposeScope? OuterScope { get; set; }

    public IReadOnlyList<IDisposable> DisposablesView => [.. tensors, .. others ?? []];

    public int DisposablesCount => tensors.Count + (others?.Count ?? 0);

    public bool Contains(IDisposable disposable) =>
        disposable is torch.Tensor tensor ? ReferenceEquals(tensor.OwningDisposeScope, this) : others?.Contains(disposable) == true;

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(OuterScope, disposable);

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Moves a disposable of this scope to another one, or to none.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        if (Remove(disposable))
        {
            if (scope is null)
            {
                manager.StatisticsInstance.CountDetachment(disposable);
            }
            else
            {
                scope.Add(disposable);
            }
        }
        return disposable;
    }

    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            MoveToOther(scope, disposable);
        }
    }

    /// <summary>Takes a disposable out of this scope without giving it to another.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable => MoveToOther(null, disposable);

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (Detach(first), Detach(second));

    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (Detach(first), Detach(second), Detach(third));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    /// <summary>Makes this scope the owner of a disposable, whichever scope owned it before.</summary>
    public T Attach<T>(T disposable)
        where T : IDisposable
    {
        if (disposable is torch.Tensor tensor)
        {
            if (tensor.OwningDisposeScope is { } owner)
            {
                owner.Remove(tensor);
            }
            else
            {
                manager.StatisticsInstance.CountAttachment(tensor);
            }
        }
        Add(disposable);
        return disposable;
    }

    public (T1 first, T2 second) Attach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (Attach(first), Attach(second));

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public void Attach(IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            Attach<IDisposable>(disposable);
        }
    }

    public void DisposeEverything()
    {
        foreach (torch.Tensor tensor in tensors)
        {
            manager.CountDisposal(tensor);
            tensor.OwningDisposeScope = null;
            tensor.Free();
        }
        tensors.Clear();
        if (others is not null)
        {
            foreach (IDisposable disposable in others)
            {
                disposable.Dispose();
            }
            others.Clear();
        }
    }

    /// <summary>Disposes what the scope holds, but for some, which stay in it.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> keep)
    {
        IDisposable[] kept = [.. keep.Distinct(ReferenceEqualityComparer.Instance).Cast<IDisposable>().Where(Contains)];
        foreach (IDisposable disposable in kept)
        {
            Remove(disposable);
        }
        DisposeEverything();
        foreach (IDisposable disposable in kept)
        {
            Add(disposable);
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { keep });
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { first, second });
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { first, second, third });
        return (first, second, third);
    }

    /// <summary>For a disposable of the caller's own that was disposed by hand.</summary>
    public void MarkAsDisposed(IDisposable disposable) => Remove(disposable);

    public void Dispose()
    {
        DisposeEverything();
        manager.Close(this);
    }

    internal void Add(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            Add(tensor);
        }
        else
        {
            (others ??= new(ReferenceEqualityComparer.Instance)).Add(disposable);
        }
    }

    internal void Add(torch.Tensor tensor)
    {
        tensor.OwningDisposeScope = this;
        tensor.ScopeSlot = tensors.Count;
        tensors.Add(tensor);
    }

    // Puts one tensor in the place of another, which leaves the scope.
    internal void Replace(torch.Tensor old, torch.Tensor successor)
    {
        successor.OwningDisposeScope = this;
        successor.ScopeSlot = old.ScopeSlot;
        tensors[old.ScopeSlot] = successor;
        old.OwningDisposeScope = null;
    }

    internal void Forget(torch.Tensor tensor)
    {
        torch.Tensor last = tensors[^1];
        tensors[tensor.ScopeSlot] = last;
        last.ScopeSlot = tensor.ScopeSlot;
        tensors.RemoveAt(tensors.Count - 1);
        tensor.OwningDisposeScope = null;
    }

    private bool Remove(IDisposable disposable)
    {
        if (disposable is not torch.Tensor tensor)
        {
            return others?.Remove(disposable) == true;
        }
        if (!ReferenceEquals(tensor.OwningDisposeScope, this))
        {
            return false;
        }
        Forget(tensor);
        return true;
    }
}
