using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A named piece of a grain's persistent state, injected by <see cref="PersistentStateAttribute"/> and loaded before activation.</summary>
/// <typeparam name="TState">Has a parameterless constructor.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
