namespace Orleans.Runtime;

/// <summary>Which state, in which storage.</summary>
public interface IPersistentStateConfiguration
{
    /// <summary>Name of the state.</summary>
    string StateName { get; }

    /// <summary>Name of the storage provider; null for the default one.</summary>
    string? StorageName { get; }
}
