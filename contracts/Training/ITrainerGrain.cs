using ReAgent.Contracts.Work;

namespace ReAgent.Contracts.Training;

/// <summary>Trains a policy from a timeline, writing checkpoints on the way, and publishes its weights.</summary>
public interface ITrainerGrain : IWorkGrain;
