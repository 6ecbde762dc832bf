using ReAgent.Contracts.Features;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Features;

/// <inheritdoc cref="INormalizationGrain"/>
public sealed class NormalizationGrain(WorkServices services) : WorkGrain(services), INormalizationGrain;
