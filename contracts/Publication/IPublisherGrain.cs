using ReAgent.Contracts.Work;

namespace ReAgent.Contracts.Publication;

/// <summary>Joins policy, normalization and estimate into one artifact and writes the report.</summary>
public interface IPublisherGrain : IWorkGrain;
