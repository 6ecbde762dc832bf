using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ReAgent.Learning.Trainers.Dqn;

namespace ReAgent.Learning.Trainers.DiscreteCql;

/// <summary>Settings of conservative Q-learning: those of deep Q-learning, and how conservative it is.</summary>
public sealed record DiscreteCqlOptions : DqnOptions
{
    /// <summary>α: weight of the conservative term.</summary>
    [Description("Weight of keeping values of actions that the data does not take under those that it takes; 0 is deep Q-learning. Default: 1.")]
    [Range(0.0, double.MaxValue)]
    public double CqlAlpha { get; init; } = 1;
}
