using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Optimizers.Schedules;

/// <summary>How the cycles of a <see cref="CyclicSchedule"/> change over time.</summary>
public enum CyclicMode
{
    /// <summary>Every cycle is as high as the first.</summary>
    Triangular,

    /// <summary>Every cycle is half as high as the one before.</summary>
    Triangular2,

    /// <summary>The height is multiplied by gamma after every interval.</summary>
    ExpRange,
}

/// <summary>The rate goes up and down between two bounds (Smith, 2017). The momentum stays as the optimizer has it.</summary>
[UnionMember("CyclicLR")]
[NoEffect("cycle_momentum", "the momentum stays as the optimizer has it")]
public sealed record CyclicSchedule : LearningRateSchedule
{
    /// <summary>Lower bound.</summary>
    [Description("Lower bound. Default: 0.0001.")]
    [Range(0, double.MaxValue)]
    public double BaseLr { get; init; } = 1e-4;

    /// <summary>Upper bound.</summary>
    [Description("Upper bound. Default: 0.001.")]
    [Range(0, double.MaxValue)]
    public double MaxLr { get; init; } = 1e-3;

    /// <summary>Intervals on the way up.</summary>
    [Description("Intervals on the way up. Default: 2000.")]
    [Range(1, int.MaxValue)]
    public int StepSizeUp { get; init; } = 2000;

    /// <summary>Intervals on the way down.</summary>
    [Description("Intervals on the way down. Default: null, as many as up.")]
    [Range(1, int.MaxValue)]
    public int? StepSizeDown { get; init; }

    /// <summary>How the cycles change: triangular, triangular2 or exp_range.</summary>
    [Description("How the cycles change: triangular, triangular2 or exp_range. Default: triangular.")]
    public CyclicMode Mode { get; init; }

    /// <summary>Base of exp_range.</summary>
    [Description("Base of exp_range. Default: 1.")]
    [Range(0.0, 1.0)]
    public double Gamma { get; init; } = 1;

    public override double Rate(double initial, long time)
    {
        var total = StepSizeUp + (StepSizeDown ?? StepSizeUp);
        var cycle = time / total;
        var position = (double)(time % total);
        var height = position <= StepSizeUp ? position / StepSizeUp : (total - position) / (total - StepSizeUp);
        var scale = Mode switch
        {
            CyclicMode.Triangular2 => Math.Pow(0.5, cycle),
            CyclicMode.ExpRange => Math.Pow(Gamma, time),
            _ => 1,
        };
        return BaseLr + ((MaxLr - BaseLr) * height * scale);
    }
}
