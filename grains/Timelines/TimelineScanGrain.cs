using ReAgent.Contracts.Timelines;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Timelines;

/// <inheritdoc cref="ITimelineScanGrain"/>
public sealed class TimelineScanGrain(WorkServices services) : WorkGrain(services), ITimelineScanGrain;
