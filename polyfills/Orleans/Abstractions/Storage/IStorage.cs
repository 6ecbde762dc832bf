namespace Orleans.Core;

/// <summary>A piece of persistent state.</summary>
public interface IStorage
{
    /// <summary>Version of the stored record as last read or written; null when there is none.</summary>
    string? Etag { get; }

    /// <summary>Whether a record is stored, as of the last operation.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes the record; the state becomes a new instance.</summary>
    Task ClearStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>Writes the record.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The stored record is not the one last read or written here.</exception>
    Task WriteStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Reads the record; the state becomes a new instance when there is none.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>A piece of persistent state with its value.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The value in memory.</summary>
    TState State { get; set; }
}
