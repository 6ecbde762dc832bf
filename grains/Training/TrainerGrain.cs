using ReAgent.Contracts.Training;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Training;

/// <inheritdoc cref="ITrainerGrain"/>
public sealed class TrainerGrain(WorkServices services) : WorkGrain(services), ITrainerGrain;
