using ReAgent.Contracts.Work;

namespace ReAgent.Contracts.Collection;

/// <summary>Plays episodes in an environment and writes them as one <c>episodes/</c> Parquet part.</summary>
public interface IEpisodeCollectorGrain : IWorkGrain;
