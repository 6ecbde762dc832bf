using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Optimizers.Schedules;

/// <summary>Shape of the rise and fall of a <see cref="OneCycleSchedule"/>.</summary>
public enum AnnealStrategy
{
    /// <summary>Half a cosine.</summary>
    Cos,

    /// <summary>A straight line.</summary>
    Linear,
}

/// <summary>
/// The rate rises to a maximum and then falls far below its start, over the whole training (Smith and Topin, 2019). The momentum stays as
/// the optimizer has it.
/// </summary>
[UnionMember("OneCycleLR")]
[NoEffect("cycle_momentum", "the momentum stays as the optimizer has it")]
public sealed record OneCycleSchedule : LearningRateSchedule
{
    /// <summary>The maximum.</summary>
    [Description("The maximum. Default: 0.01.")]
    [Range(0, double.MaxValue)]
    public double MaxLr { get; init; } = 0.01;

    /// <summary>Intervals of the whole training.</summary>
    [Description("Intervals of the whole training. Default: 100.")]
    [Range(2, int.MaxValue)]
    public int TotalSteps { get; init; } = 100;

    /// <summary>Share of the intervals in which the rate rises.</summary>
    [Description("Share of the intervals in which the rate rises. Default: 0.3.")]
    [Range(0.0, 1.0)]
    public double PctStart { get; init; } = 0.3;

    /// <summary>Shape of rise and fall: cos or linear.</summary>
    [Description("Shape of rise and fall: cos or linear. Default: cos.")]
    public AnnealStrategy AnnealStrategy { get; init; }

    /// <summary>Maximum divided by the rate at the start.</summary>
    [Description("Maximum divided by the rate at the start. Default: 25.")]
    [Range(1, double.MaxValue)]
    public double DivFactor { get; init; } = 25;

    /// <summary>Rate at the start divided by the rate at the end.</summary>
    [Description("Rate at the start divided by the rate at the end. Default: 10000.")]
    [Range(1, double.MaxValue)]
    public double FinalDivFactor { get; init; } = 1e4;

    public override double Rate(double initial, long time)
    {
        var start = MaxLr / DivFactor;
        var top = (PctStart * TotalSteps) - 1;
        var end = TotalSteps - 1.0;
        return time < top
            ? Between(start, MaxLr, time / top)
            : Between(MaxLr, start / FinalDivFactor, Math.Min(1, (time - top) / (end - top)));
    }

    private double Between(double from, double to, double share) => AnnealStrategy == AnnealStrategy.Linear
        ? from + ((to - from) * share)
        : to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
