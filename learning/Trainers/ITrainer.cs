using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Cpe;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;

namespace ReAgent.Learning.Trainers;

/// <summary>Learns a policy from logged transitions, batch by batch.</summary>
public interface ITrainer : ICheckpointed, IDisposable
{
    /// <summary>What one batch consists of.</summary>
    BatchUnit Unit { get; }

    /// <summary>Steps done since training began.</summary>
    long Steps { get; }

    /// <summary>The networks by name, targets included, in a fixed order.</summary>
    IReadOnlyDictionary<string, Network> Networks { get; }

    /// <summary>
    /// The policy as learned so far. It shares the trainer's networks: it learns on with every step, and ends with the trainer.
    /// </summary>
    IPolicy Policy { get; }

    /// <summary>The policy as it collects when training is online: it draws where the algorithm wants it to. Shares the trainer's networks too.</summary>
    IPolicy Behavior { get; }

    /// <summary>The model that judges the policy counterfactually; null when there is none. It shares the trainer's networks.</summary>
    CpeModel? Cpe { get; }

    /// <summary>Learns from some rows.</summary>
    /// <param name="batch">The rows; only valid during the step.</param>
    /// <returns>What was measured; the caller disposes the values.</returns>
    IReadOnlyList<Reading> Step(TransitionBatch batch);

    /// <summary>Tells schedules that a pass over the data is over.</summary>
    void FinishEpoch();
}
