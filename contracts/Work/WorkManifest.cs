using System.Collections.Immutable;
using Orleans;

namespace ReAgent.Contracts.Work;

/// <summary>Says that a work item is finished and what it wrote. It is published last, so whoever sees it sees complete files.</summary>
/// <param name="Id">Identity of the work item.</param>
/// <param name="Kind">Kind of the work item.</param>
/// <param name="Files">Files written, in a fixed order.</param>
/// <param name="Summary">What is worth knowing without opening the files: counts and results, as canonical JSON.</param>
[GenerateSerializer, Immutable, Alias("reagent.work-manifest")]
public sealed record WorkManifest(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] ImmutableArray<FileReference> Files,
    [property: Id(3)] string Summary);
