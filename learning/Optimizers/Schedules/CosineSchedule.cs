using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Optimizers.Schedules;

/// <summary>The rate swings like a cosine between its initial value and a minimum (Loshchilov and Hutter, 2017).</summary>
[UnionMember("CosineAnnealingLR")]
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <summary>Intervals from the initial rate down to the minimum.</summary>
    [Description("Intervals from the initial rate down to the minimum. Default: 1.")]
    [ConfigKey("T_max")]
    [Range(1, int.MaxValue)]
    public int HalfPeriod { get; init; } = 1;

    /// <summary>The minimum.</summary>
    [Description("The minimum. Default: 0.")]
    [Range(0, double.MaxValue)]
    public double EtaMin { get; init; }

    public override double Rate(double initial, long time) => EtaMin + ((initial - EtaMin) * (1 + Math.Cos(Math.PI * time / HalfPeriod)) / 2);
}
