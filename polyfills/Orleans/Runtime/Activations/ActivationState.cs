namespace Orleans.Runtime;

/// <summary>Where an activation stands in its life.</summary>
internal enum ActivationState
{
    /// <summary>Not started.</summary>
    Created,

    /// <summary>Being registered, constructed, and given its state.</summary>
    Activating,

    /// <summary>Serving calls.</summary>
    Valid,

    /// <summary>Waiting for its calls to end, and then saying goodbye.</summary>
    Deactivating,

    /// <summary>Gone.</summary>
    Invalid,
}
