using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Optimizers.Schedules;

/// <summary>The rate is multiplied by gamma every so many intervals.</summary>
[UnionMember("StepLR")]
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>Intervals between two drops.</summary>
    [Description("Intervals between two drops. Default: 1.")]
    [Range(1, int.MaxValue)]
    public int StepSize { get; init; } = 1;

    /// <summary>Factor of a drop.</summary>
    [Description("Factor of a drop. Default: 0.1.")]
    [Range(0, double.MaxValue)]
    public double Gamma { get; init; } = 0.1;

    public override double Rate(double initial, long time) => initial * Math.Pow(Gamma, time / StepSize);
}
