using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Dqn;
using static TorchSharp.torch;

namespace ReAgent.Bench.PyTorch;

/// <summary>The trainer that experiments use, masks and readings included.</summary>
internal sealed class TrainerLearner : ILearner
{
    private readonly TransitionBatch[] batches;
    private readonly ITrainer trainer;

    internal TrainerLearner(Problem problem, bool fused)
    {
        int[] hidden = problem.Widths[1..^1];
        FullyConnectedOptions network = new() { Sizes = [.. hidden], Activations = [.. hidden.Select(_ => Activation.Relu)] };
        DqnModel model = new()
        {
            TrainerParam = new()
            {
                Actions = [.. Enumerable.Range(0, problem.Widths[^1]).Select(action => $"{action}")],
                DoubleQLearning = problem.Double,
                Rl = new() { Gamma = 0.99, TargetUpdateRate = 0.1, MaxqLearning = true },
            },
            NetBuilder = network,
            CpeNetBuilder = network,
            EvalParameters = new() { CalcCpeInTraining = problem.Cpe },
        };
        trainer = model.CreateTrainer(new(new(problem.Widths[0], problem.Widths[^1], 0, []), Seed: 0, CPU) { Fused = fused });
        batches = [.. Batch.Several(problem).Select(batch => Rows(batch, problem.Widths[^1]))];
    }

    public void Step(int index)
    {
        foreach (Reading reading in trainer.Step(batches[index % batches.Length]))
        {
            reading.Value.Dispose();
        }
    }

    private static TransitionBatch Rows(Batch batch, int actions)
    {
        long size = batch.State.shape[0];
        ActionMask all = new(zeros(size, actions, dtype: ScalarType.Bool));
        return new()
        {
            State = batch.State,
            NextState = batch.NextState,
            Action = batch.Action,
            ActionFeatures = zeros(size, 0L),
            NextActionFeatures = zeros(size, 0L),
            Reward = batch.Reward,
            NotTerminal = batch.NotTerminal,
            TimeDiff = ones(size, 1),
            Step = ones(size, 1),
            ActionProbability = ones(size, 1),
            Metrics = zeros(size, 0L),
            PossibleActions = all,
            PossibleNextActions = all,
            LoggedNextAction = all,
        };
    }
}
