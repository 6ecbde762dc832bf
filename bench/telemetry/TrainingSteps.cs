using ReAgent.Learning;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Telemetry;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Dqn;
using static TorchSharp.torch;

namespace ReAgent.Bench.Telemetry;

/// <summary>Real training steps: DQN 4-128-64-2 on batches of 512 rows in the shape of CartPole, one thread.</summary>
internal sealed class TrainingSteps : IDisposable
{
    private const int Rows = 512;
    private const int Size = 20;

    private readonly ITrainer _trainer = new DqnModel
    {
        TrainerParam = new() { Actions = ["left", "right"], Rl = new() { Gamma = 0.99, TargetUpdateRate = 0.1 } },
        NetBuilder = new FullyConnectedOptions { Sizes = [128, 64], Activations = [Activation.Relu, Activation.Relu] },
        EvalParameters = new() { CalcCpeInTraining = false },
    }.CreateTrainer(new(new TransitionLayout(4, 2, 0, []), Seed: 1, CPU));

    private readonly TransitionBatch _batch = Batch();

    /// <summary>A step, told of as the training loop does.</summary>
    public Operation Operation() => new(
        "DQN step of 512 rows",
        Size,
        Repeats: 1,
        () =>
        {
            for (var step = 0; step < Size; step++)
            {
                Step();
            }
        },
        () =>
        {
            for (var step = 0; step < Size; step++)
            {
                var began = TrainingTelemetry.BeginStep();
                Step();
                TrainingTelemetry.EndStep(began);
            }
        });

    public void Dispose() => _trainer.Dispose();

    private static TransitionBatch Batch()
    {
        Compute.UseThreads(1);
        manual_seed(1);
        var (state, one, nothing) = (randn([Rows, 4]), ones([Rows, 1]), new ActionMask(zeros([Rows, 2]).to(ScalarType.Bool)));
        return new()
        {
            State = state,
            NextState = state + 0.1f,
            Action = (rand([Rows, 1]) > 0.5).to(ScalarType.Int64),
            ActionFeatures = zeros([Rows, 0]),
            NextActionFeatures = zeros([Rows, 0]),
            Reward = one,
            NotTerminal = (rand([Rows, 1]) > 0.05).to(ScalarType.Float32),
            TimeDiff = one,
            Step = one,
            ActionProbability = one,
            Metrics = zeros([Rows, 0]),
            PossibleActions = nothing,
            PossibleNextActions = nothing,
            LoggedNextAction = nothing,
        };
    }

    private void Step()
    {
        using var scope = NewDisposeScope();
        foreach (var reading in _trainer.Step(_batch))
        {
            reading.Value.Dispose();
        }
    }
}
