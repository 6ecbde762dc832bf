namespace Orleans;

/// <summary>A record and what storage knows of it.</summary>
public interface IGrainState<T>
{
    /// <summary>The value.</summary>
    T State { get; set; }

    /// <summary>Version of the stored record; null when there is none.</summary>
    string? ETag { get; set; }

    /// <summary>Whether a record is stored.</summary>
    bool RecordExists { get; set; }
}

/// <summary>A record and what storage knows of it.</summary>
[GenerateSerializer]
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>A record without value.</summary>
    public GrainState()
        : this(default!)
    {
    }

    /// <summary>A record that is not stored.</summary>
    public GrainState(T state)
        : this(state, null)
    {
    }

    /// <summary>A record with its version.</summary>
    public GrainState(T state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    /// <inheritdoc/>
    [Id(0)]
    public T State { get; set; }

    /// <inheritdoc/>
    [Id(1)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    [Id(2)]
    public bool RecordExists { get; set; }
}
