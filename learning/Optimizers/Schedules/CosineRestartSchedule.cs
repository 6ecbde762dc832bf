using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Optimizers.Schedules;

/// <summary>
/// The rate falls like half a cosine and then starts again, over longer and longer periods (Loshchilov and Hutter, 2017).
/// </summary>
[UnionMember("CosineAnnealingWarmRestarts")]
public sealed record CosineRestartSchedule : LearningRateSchedule
{
    /// <summary>Intervals until the first restart.</summary>
    [Description("Intervals until the first restart. Default: 1.")]
    [ConfigKey("T_0")]
    [Range(1, int.MaxValue)]
    public int FirstPeriod { get; init; } = 1;

    /// <summary>Factor by which every period is longer than the one before.</summary>
    [Description("Factor by which every period is longer than the one before. Default: 1.")]
    [ConfigKey("T_mult")]
    [Range(1, int.MaxValue)]
    public int Growth { get; init; } = 1;

    /// <summary>The minimum.</summary>
    [Description("The minimum. Default: 0.")]
    [Range(0, double.MaxValue)]
    public double EtaMin { get; init; }

    public override double Rate(double initial, long time)
    {
        long period = FirstPeriod;
        if (Growth == 1)
        {
            time %= period;
        }

        while (time >= period)
        {
            time -= period;
            period *= Growth;
        }

        return EtaMin + ((initial - EtaMin) * (1 + Math.Cos(Math.PI * time / period)) / 2);
    }
}
