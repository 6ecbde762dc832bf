using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Sac;
using ReAgent.Learning.Trainers.Td3;
using static TorchSharp.torch;

namespace ReAgent.Bench.PyTorch;

/// <summary>Trainers of continuous actions, as experiments use them: two critics and an actor of 256 and 256 neurons, batches of 256 rows.</summary>
internal sealed class ActorCriticLearner : ILearner
{
    // Those of a running robot, the usual example.
    private const int States = 17;
    private const int Actions = 6;
    private const int Rows = 256;

    private readonly TransitionBatch[] batches = [.. Enumerable.Range(0, 8).Select(_ => Random())];
    private readonly ITrainer trainer;

    internal ActorCriticLearner(string problem, bool fused)
    {
        FullyConnectedCriticOptions critic = new() { Sizes = [256, 256] };
        ModelOptions model = problem == "sac"
            ? new SacModel
            {
                TrainerParam = new() { Rl = new() { Gamma = 0.99, TargetUpdateRate = 0.005 }, TargetEntropy = -Actions },
                ActorNetBuilder = new GaussianActorOptions { Sizes = [256, 256] },
                CriticNetBuilder = critic,
                ValueNetBuilder = null,
            }
            : new Td3Model
            {
                TrainerParam = new() { Rl = new() { Gamma = 0.99, TargetUpdateRate = 0.005 }, BehaviorCloning = new() },
                ActorNetBuilder = new FullyConnectedActorOptions { Sizes = [256, 256] },
                CriticNetBuilder = critic,
            };
        trainer = model.CreateTrainer(new(new(States, 0, Actions, []), Seed: 0, CPU) { Fused = fused });
    }

    internal static bool Has(string problem) => problem is "sac" or "td3bc";

    public void Step(int index)
    {
        foreach (Reading reading in trainer.Step(batches[index % batches.Length]))
        {
            reading.Value.Dispose();
        }
    }

    private static TransitionBatch Random()
    {
        ActionMask none = new(zeros(Rows, 0L, dtype: ScalarType.Bool));
        return new()
        {
            State = randn(Rows, States),
            NextState = randn(Rows, States),
            Action = zeros(Rows, 0L, dtype: ScalarType.Int64),
            ActionFeatures = (rand(Rows, Actions) * 2) - 1,
            NextActionFeatures = (rand(Rows, Actions) * 2) - 1,
            Reward = randn(Rows, 1),
            NotTerminal = rand(Rows, 1).gt(0.05).@float(),
            TimeDiff = ones(Rows, 1),
            Step = ones(Rows, 1),
            ActionProbability = ones(Rows, 1),
            Metrics = zeros(Rows, 0L),
            PossibleActions = none,
            PossibleNextActions = none,
            LoggedNextAction = none,
        };
    }
}
