using ReAgent.Contracts.Work;

namespace ReAgent.Contracts.Evaluation;

/// <summary>Evaluates a policy: its outputs on one shard of held-out episodes, the estimates over all of them, or episodes played in an environment.</summary>
public interface IEvaluatorGrain : IWorkGrain;
