using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Training;

/// <summary>Which of the remembered transitions online training draws.</summary>
[TaggedUnion]
public abstract record ReplayOptions;
