using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Experiments;

/// <summary>An experiment that is about to run.</summary>
/// <param name="Spec">What is to be done.</param>
/// <param name="Seed">Seed of the experiment.</param>
/// <param name="Notes">Keys of the file that have no effect.</param>
internal sealed record RunRequest(ExperimentSpec Spec, ulong Seed, ImmutableArray<ConfigProblem> Notes)
{
    /// <summary>The cluster that it runs on, for people; null for this process.</summary>
    public string? Place { get; init; }
}
