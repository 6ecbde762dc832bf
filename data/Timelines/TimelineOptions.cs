using System.Collections.Immutable;
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

    [Description("Leave out episodes longer than this percentile of the episodes' lengths, above 0 and below 1, such as 0.95. As in the original, nothing is left out when so many episodes have the same length that the percentile does not separate them. Default: none.")]
    [Range(0.0001, 0.9999)]
    public double? OutlierEpisodeLengthPercentile { get; init; }

    [Description("Steps that each row of the multi-step timeline spans; above 1, multi_step_timeline/ is written beside timeline/, in the original's layout. Default: 1.")]
    [Range(1, 1000)]
    public int Steps { get; init; } = 1;

    [Description("Largest share of rows that may be set aside as wrong before the job stops, 0 to 1. Default: 0.01.")]
    [Range(0.0, 1.0)]
    public double MaxQuarantinedShare { get; init; } = 0.01;

    [Description("Rules that the log must satisfy, such as COUNT_IF(reward > 1.0) = 0; when one is not, the job stops. Default: none.")]
    public ImmutableArray<string> ValidateInput { get; init; } = [];

    [Description("Rules that the timeline must satisfy, such as COUNT(*) > 0; when one is not, the job stops and no later stage uses it. Default: none.")]
    public ImmutableArray<string> ValidateOutput { get; init; } = [];

    [Description("Memory that one timeline task may take for rows, in MB; what does not fit waits in files. The result does not depend on it. Default: 64.")]
    [Range(16, 1 << 20)]
    public int MemoryMb { get; init; } = 64;
}
