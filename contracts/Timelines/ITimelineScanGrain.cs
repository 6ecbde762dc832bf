using ReAgent.Contracts.Work;

namespace ReAgent.Contracts.Timelines;

/// <summary>Reads a part of the log, checks its rows, and divides them by hash of <c>mdp_id</c> for the shards.</summary>
public interface ITimelineScanGrain : IWorkGrain;
