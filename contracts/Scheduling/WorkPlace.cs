using Orleans;
using Orleans.Runtime;

namespace ReAgent.Contracts.Scheduling;

/// <summary>What a piece of work needs of a silo.</summary>
/// <param name="Role">Role that the silo must have: <see cref="SiloTraits.DataRole"/> or <see cref="SiloTraits.TrainerRole"/>.</param>
/// <param name="Device"><see cref="SiloTraits.Cpu"/>, or a kind of accelerator (<c>cuda</c>), of which it gets one for itself.</param>
[GenerateSerializer, Immutable, Alias("reagent.work-need")]
public sealed record WorkNeed([property: Id(0)] string Role, [property: Id(1)] string Device = SiloTraits.Cpu);

/// <summary>A piece of work that waits for a place.</summary>
/// <param name="Key">The work item's grain key.</param>
/// <param name="Need">What it needs.</param>
[GenerateSerializer, Immutable, Alias("reagent.work-demand")]
public sealed record WorkDemand([property: Id(0)] string Key, [property: Id(1)] WorkNeed Need);

/// <summary>A place that a piece of work has been given.</summary>
/// <param name="Key">The work item's grain key.</param>
/// <param name="Silo">The silo.</param>
/// <param name="Need">What it was given for.</param>
[GenerateSerializer, Immutable, Alias("reagent.work-place")]
public sealed record WorkPlace([property: Id(0)] string Key, [property: Id(1)] SiloAddress Silo, [property: Id(2)] WorkNeed Need);
