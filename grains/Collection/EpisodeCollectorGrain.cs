using ReAgent.Contracts.Collection;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Collection;

/// <inheritdoc cref="IEpisodeCollectorGrain"/>
public sealed class EpisodeCollectorGrain(WorkServices services) : WorkGrain(services), IEpisodeCollectorGrain;
