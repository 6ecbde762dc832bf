using System.ComponentModel;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Learning.Optimizers.Schedules;

/// <summary>What a schedule counts.</summary>
public enum ScheduleInterval
{
    /// <summary>Passes over the data, as the original does.</summary>
    Epoch,

    /// <summary>Training steps.</summary>
    Step,
}

/// <summary>A learning rate as a pure function of time, so that a resumed training needs nothing but the time.</summary>
[TaggedUnion]
public abstract record LearningRateSchedule
{
    /// <summary>What is counted.</summary>
    [Description("What the schedule counts: epoch or step. Default: epoch.")]
    public ScheduleInterval Interval { get; init; }

    /// <summary>The learning rate for a given time.</summary>
    /// <param name="initial">The optimizer's own rate.</param>
    /// <param name="time">Intervals completed: 0 at first.</param>
    public abstract double Rate(double initial, long time);
}
