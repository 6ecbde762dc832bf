namespace ReAgent.Grains.Work;

/// <summary>Every kind of work that this silo can carry out.</summary>
public sealed class WorkCatalog(IEnumerable<IWork> kinds)
{
    private readonly Dictionary<string, IWork> _kinds = kinds.ToDictionary(work => work.Kind, StringComparer.Ordinal);

    /// <summary>The work of a kind.</summary>
    /// <exception cref="InvalidOperationException">This silo does not know the kind: it is older or newer than the one that asked.</exception>
    public IWork Get(string kind) => _kinds.TryGetValue(kind, out var work)
        ? work
        : throw new InvalidOperationException($"This silo cannot do '{kind}'. It can do: {string.Join(", ", _kinds.Keys.Order(StringComparer.Ordinal))}. Are all silos of one version?");
}
