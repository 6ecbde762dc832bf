using ReAgent.Contracts.Randomness;
using ReAgent.Data.Replay;
using ReAgent.Learning.Trainers;
using static TorchSharp.torch;

namespace ReAgent.Learning.Training;

/// <summary>
/// One round of online training: steps on batches drawn from what an agent remembers, or, for trainers that learn from whole episodes, one step per
/// episode. Which rows step t sees is a pure function of (seed, t, rows).
/// </summary>
/// <param name="trainer">Who learns.</param>
/// <param name="rows">What is remembered.</param>
/// <param name="plan">Batch size, seed, span of the rewards, and how often progress is reported; its epochs are not used.</param>
/// <param name="device">Where the trainer computes.</param>
/// <param name="priorities">Which transitions are preferred, for trainers that weigh them; null draws each with the same probability.</param>
public sealed class ReplayTraining(ITrainer trainer, ReplayWindow rows, TrainingPlan plan, Device device, PrioritizedReplay? priorities = null)
{
    /// <summary>Trains. Blocks: call it on a thread that may compute.</summary>
    /// <param name="round">Number of the round: the epoch of its summary.</param>
    /// <param name="steps">Steps to do; trainers that learn from whole episodes do one per episode instead.</param>
    /// <param name="progress">Is told every <see cref="TrainingPlan.ProgressEverySteps"/> steps and at the end.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="DivergenceException">A loss is no longer a number.</exception>
    public EpochSummary Run(int round, int steps, Action<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var sums = new ReadingSums();
        var before = trainer.Steps;
        using var window = new ReadingWindow();
        if (trainer.Unit == BatchUnit.Episode)
        {
            var episodes = rows.Episodes().ToArray();
            steps = episodes.Length;
            using var block = new BatchBlock(rows.Layout, episodes.Max(episode => episode.Count), device);
            Learn((step, which) =>
            {
                var (first, count) = episodes[step];
                for (var row = 0; row < count; row++)
                {
                    which[row] = first + row;
                }

                return count;
            }, block, episodes.Max(episode => episode.Count));
        }
        else
        {
            using var block = new BatchBlock(rows.Layout, plan.BatchSize, device);
            using var importance = priorities is null ? null : new ImportanceBlock(plan.BatchSize, device);
            Learn((step, which) =>
            {
                var random = new RandomStream(plan.Seed, "replay", before + step);
                if (priorities is null)
                {
                    rows.Sample(random, which);
                }
                else
                {
                    priorities.Sample(random, which, importance!.Weights);
                }

                return which.Length;
            }, block, plan.BatchSize, importance);
        }

        trainer.FinishEpoch();
        return new(round, steps, sums.Means());

        void Learn(Choice choose, BatchBlock block, int largest, ImportanceBlock? importance = null)
        {
            var which = new long[largest];
            for (var step = 0; step < steps; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = choose(step, which);
                block.Gather(rows, which.AsSpan(0, count), plan.MultiStep);
                var weighed = importance?.Next();
                window.Add(trainer.Steps + 1, trainer.Step(weighed is null ? block.Batch() : block.Batch() with { Importance = weighed }));
                if (weighed is not null)
                {
                    priorities!.Update(which, weighed.Reported ? importance!.Errors() : throw new InvalidOperationException($"{trainer.GetType().Name} tells no errors, which prioritized replay needs."));
                }

                if (step == steps - 1 || (step + 1) % plan.ProgressEverySteps == 0)
                {
                    var readings = window.Flush(sums, round);
                    progress?.Invoke(new(round, step + 1, steps, readings));
                }
            }
        }
    }

    private delegate int Choice(int step, Span<long> which);
}
