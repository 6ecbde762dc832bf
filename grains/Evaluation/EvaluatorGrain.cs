using ReAgent.Contracts.Evaluation;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Evaluation;

/// <inheritdoc cref="IEvaluatorGrain"/>
public sealed class EvaluatorGrain(WorkServices services) : WorkGrain(services), IEvaluatorGrain;
