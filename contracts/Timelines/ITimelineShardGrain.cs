using ReAgent.Contracts.Work;

namespace ReAgent.Contracts.Timelines;

/// <summary>Owns one hash range of <c>mdp_id</c>: sorts and pairs its rows, and writes one <c>timeline/</c> part and its feature sketches.</summary>
public interface ITimelineShardGrain : IWorkGrain;
