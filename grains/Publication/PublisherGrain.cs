using ReAgent.Contracts.Publication;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Publication;

/// <inheritdoc cref="IPublisherGrain"/>
public sealed class PublisherGrain(WorkServices services) : WorkGrain(services), IPublisherGrain;
