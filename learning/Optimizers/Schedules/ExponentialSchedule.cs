using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Optimizers.Schedules;

/// <summary>The rate is multiplied by gamma after every interval.</summary>
[UnionMember("ExponentialLR")]
public sealed record ExponentialSchedule : LearningRateSchedule
{
    /// <summary>Factor per interval.</summary>
    [Description("Factor per interval. Default: 0.99.")]
    [Range(0, double.MaxValue)]
    public double Gamma { get; init; } = 0.99;

    public override double Rate(double initial, long time) => initial * Math.Pow(Gamma, time);
}
