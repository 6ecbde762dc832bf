namespace Orleans.Runtime;

/// <summary>Values that travel with calls: what a caller sets, its callees see. Values must be serializable.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ContextProperties?> Current = new();

    /// <summary>Whether an id of the call chain travels along; kept for compatibility.</summary>
    public static Guid ReentrancyId
    {
        get => Current.Value?.ReentrancyId ?? Guid.Empty;
        internal set => Current.Value = new ContextProperties(Current.Value?.Values, value).OrNull();
    }

    /// <summary>The keys present.</summary>
    public static IEnumerable<string> Keys => Current.Value?.Values?.Keys ?? Enumerable.Empty<string>();

    /// <summary>The values present.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Current.Value?.Values ?? Enumerable.Empty<KeyValuePair<string, object>>();

    internal static ContextProperties? Properties
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>Gets a value; null when it is not set.</summary>
    public static object? Get(string key) => Current.Value?.Values is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for the calls that follow in this flow of control.</summary>
    public static void Set(string key, object value)
    {
        var current = Current.Value;
        var values = current?.Values is { } old ? new Dictionary<string, object>(old) : [];
        values[key] = value;
        Current.Value = new(values, current?.ReentrancyId ?? Guid.Empty);
    }

    /// <summary>Takes a value back.</summary>
    /// <returns>Whether it was set.</returns>
    public static bool Remove(string key)
    {
        var current = Current.Value;
        if (current?.Values is not { } old || !old.ContainsKey(key))
        {
            return false;
        }

        var values = new Dictionary<string, object>(old);
        values.Remove(key);
        Current.Value = new ContextProperties(values, current.ReentrancyId).OrNull();
        return true;
    }

    /// <summary>Takes all values back.</summary>
    public static void Clear() => Current.Value = null;

    /// <summary>Calls made until the section is disposed may call back into this grain while it waits for them.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        var id = original;
        if (id == Guid.Empty)
        {
            id = CallChains.NextId();
            ReentrancyId = id;
        }

        return new ReentrancySection(original, ActivationContext.Current?.GetComponent<ReentrancyTracker>(), id);
    }

    /// <summary>Calls made until the section is disposed may not call back into the grains of this chain.</summary>
    public static ReentrancySection SuppressCallChainReentrancy()
    {
        var original = ReentrancyId;
        ReentrancyId = Guid.Empty;
        return new ReentrancySection(original, null, Guid.Empty);
    }

    /// <summary>Ends what <see cref="AllowCallChainReentrancy"/> or <see cref="SuppressCallChainReentrancy"/> began.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid original;
        private readonly Guid current;
        private readonly ReentrancyTracker? tracker;

        internal ReentrancySection(Guid original, ReentrancyTracker? tracker, Guid current)
        {
            this.original = original;
            this.current = current;
            this.tracker = tracker;
            tracker?.Enter(current);
        }

        /// <summary>Ends the section.</summary>
        public void Dispose()
        {
            tracker?.Leave(current);
            ReentrancyId = original;
        }
    }

    internal sealed record ContextProperties(Dictionary<string, object>? Values, Guid ReentrancyId)
    {
        public ContextProperties? OrNull() => Values is not { Count: > 0 } && ReentrancyId == Guid.Empty ? null : this;
    }
}
