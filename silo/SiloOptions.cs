using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Silo;

/// <summary>What a silo in a client's process is told when it starts.</summary>
public sealed record SiloOptions
{
    /// <summary>Folder under which everything is read and written; paths in configs may not leave it. Default: the working folder.</summary>
    [Required]
    public string DataRoot { get; init; } = ".";

    /// <summary>How many pieces of work may run at once. Results do not depend on it. Default: the number of cores.</summary>
    [Range(1, 4096)]
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Name of the silo in logs. Default: the machine's name.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>What the silo is for; see <see cref="SiloTraits"/>. Default: everything.</summary>
    public ImmutableArray<string> Roles { get; init; } = [SiloTraits.DataRole, SiloTraits.TrainerRole];

    /// <summary>Accelerators, such as <c>cuda:0</c>. Default: none.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];
}
