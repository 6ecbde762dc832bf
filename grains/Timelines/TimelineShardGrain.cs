using ReAgent.Contracts.Timelines;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Timelines;

/// <inheritdoc cref="ITimelineShardGrain"/>
public sealed class TimelineShardGrain(WorkServices services) : WorkGrain(services), ITimelineShardGrain;
