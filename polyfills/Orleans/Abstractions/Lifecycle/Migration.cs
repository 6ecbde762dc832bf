using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Takes in what an activation carries to another silo.</summary>
public interface IDehydrationContext
{
    /// <summary>Names added so far.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>Adds bytes.</summary>
    void AddBytes(string key, ReadOnlySpan<byte> value);

    /// <summary>Adds a serializable value, unless it is null or cannot be serialized.</summary>
    bool TryAddValue<T>(string key, T? value);
}

/// <summary>Gives what an activation carried here from another silo.</summary>
public interface IRehydrationContext
{
    /// <summary>Names present.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>Gets bytes.</summary>
    bool TryGetBytes(string key, out System.Buffers.ReadOnlySequence<byte> value);

    /// <summary>Gets a value.</summary>
    bool TryGetValue<T>(string key, [MaybeNull] out T value);
}

/// <summary>A grain or component that carries something along when its activation moves.</summary>
public interface IGrainMigrationParticipant
{
    /// <summary>Packs.</summary>
    void OnDehydrate(IDehydrationContext dehydrationContext);

    /// <summary>Unpacks, before activation.</summary>
    void OnRehydrate(IRehydrationContext rehydrationContext);
}
