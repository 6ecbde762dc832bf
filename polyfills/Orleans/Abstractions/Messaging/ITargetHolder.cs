namespace Orleans.Serialization.Invocation;

/// <summary>Holds the object on which a request is invoked.</summary>
public interface ITargetHolder
{
    /// <summary>The object itself.</summary>
    TTarget? GetTarget<TTarget>()
        where TTarget : class;

    /// <summary>An object attached to it.</summary>
    TComponent? GetComponent<TComponent>()
        where TComponent : class;
}
