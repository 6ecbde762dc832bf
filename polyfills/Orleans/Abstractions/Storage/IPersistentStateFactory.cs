namespace Orleans.Runtime;

/// <summary>Makes pieces of persistent state.</summary>
public interface IPersistentStateFactory
{
    /// <summary>Makes the piece that a configuration describes, for an activation.</summary>
    IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
}
