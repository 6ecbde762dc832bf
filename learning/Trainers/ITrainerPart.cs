using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Networks;

namespace ReAgent.Learning.Trainers;

/// <summary>A part of a trainer that holds networks.</summary>
public interface ITrainerPart : ICheckpointed, IDisposable
{
    /// <summary>Its networks, targets included, in a fixed order.</summary>
    IEnumerable<Network> Networks { get; }

    /// <summary>Tells schedules that a pass over the data is over.</summary>
    void FinishEpoch();
}
