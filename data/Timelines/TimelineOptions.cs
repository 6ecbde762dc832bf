using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ReAgent.Data.Timelines;

/// <summary>How logged episodes become a timeline (config key <c>timeline</c>).</summary>
public sealed record TimelineOptions
{
    [Description("Number of hash ranges of mdp_id, each worked on and written on its own. Part of the experiment, not of the cluster. Default: 4.")]
    [Range(1, 4096)]
    public int Shards { get; init; } = 4;

    [Description("Keep the last decision of every episode, whose next state is empty. Default: true.")]
    public bool AddTerminalStateRow { get; init; } = true;

    [Description("Keep only rows whose sequence number is at most this much after the episode's first; empty keeps all. Default: none.")]
    [Range(0, long.MaxValue)]
    public long? TimeWindowLimit { get; init; }

    [Description("Largest share of rows that may be set aside as wrong before the job stops, 0 to 1. Default: 0.01.")]
    [Range(0.0, 1.0)]
    public double MaxQuarantinedShare { get; init; } = 0.01;
}
