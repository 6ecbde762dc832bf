using ReAgent.Contracts.Work;

namespace ReAgent.Contracts.Features;

/// <summary>Merges the shards' feature sketches into normalization parameters.</summary>
public interface INormalizationGrain : IWorkGrain;
