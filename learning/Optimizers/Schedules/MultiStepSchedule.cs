using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Optimizers.Schedules;

/// <summary>The rate is multiplied by gamma at given times.</summary>
[UnionMember("MultiStepLR")]
public sealed record MultiStepSchedule : LearningRateSchedule
{
    /// <summary>Times of the drops.</summary>
    [Description("Times of the drops. Default: none.")]
    public ImmutableArray<int> Milestones { get; init; } = [];

    /// <summary>Factor of a drop.</summary>
    [Description("Factor of a drop. Default: 0.1.")]
    [Range(0, double.MaxValue)]
    public double Gamma { get; init; } = 0.1;

    public override double Rate(double initial, long time) => initial * Math.Pow(Gamma, Milestones.Count(milestone => milestone <= time));
}
