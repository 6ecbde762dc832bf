using Orleans;

namespace ReAgent.Contracts.Experiments;

/// <summary>What an experiment is to do. Same spec, same bytes.</summary>
/// <param name="Name">Name of the experiment: letters, digits, '-', '_' and '.'.</param>
/// <param name="Folder">Where its outputs go, relative to the data root: <c>outputs/&lt;name&gt;</c> by default.</param>
/// <param name="Config">The validated configuration as canonical JSON, the seed included.</param>
/// <param name="Until">Last stage to carry out; earlier ones run when their output is not there yet.</param>
/// <param name="From">First stage that may do work: the output of the stages before it must be there. <see cref="Stage.Collect"/> for a whole run.</param>
/// <param name="Base">What relative paths in the config are relative to, itself relative to the data root; empty for the data root.</param>
/// <param name="Priority">Experiments of a higher priority get places first; those of equal priority share. Not part of what is computed.</param>
[GenerateSerializer, Immutable, Alias("reagent.experiment-spec")]
public sealed record ExperimentSpec(
    [property: Id(0)] string Name,
    [property: Id(1)] string Folder,
    [property: Id(2)] string Config,
    [property: Id(3)] Stage From = Stage.Collect,
    [property: Id(4)] Stage Until = Stage.Publish,
    [property: Id(5)] string Base = "",
    [property: Id(6)] int Priority = 0);
