using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Scheduling;
using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Data.Replay;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Telemetry;
using ReAgent.Grains.Work;
using ReAgent.Learning;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Training;

namespace ReAgent.Grains.Training;

/// <summary>
/// One round of online training: from the trainer of the round before and the transitions that are remembered to the trainer after it, and the policy
/// that collects for a round to come. Round 0 only makes the first, untrained one.
/// </summary>
public sealed class OnlineRoundWork(ExperimentConfigReader configs, TrainingMeter meter) : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "online-round/1";

    private const string EpochsKey = "epochs";
    private const string PrioritiesKey = "replay.priorities";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "steps";

    /// <summary>Where the trainer is after a round.</summary>
    public static string TrainerFile(int round) => $"{FolderOf(round)}/trainer.safetensors";

    /// <summary>Where the policy is that collects after a round.</summary>
    public static string BehaviorFolder(int round) => $"{FolderOf(round)}/behavior";

    /// <inheritdoc/>
    public WorkNeed Need(WorkItem item) => new(SiloTraits.TrainerRole, DevicePool.KindOf(WorkJson.Read<Options>(item.Options).Device));

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var model = configs.ReadModel(options.Model);
        Compute.UseThreads(1);
        var device = Compute.Device(context.Device);
        var encoding = NormalizationFiles.Of(context).Encoding(model, options.Metrics);
        using var trainer = model.CreateTrainer(new TrainerSetup(TransitionLayout.Of(encoding.Layout), context.Item.Seed, device));
        List<EpochSummary> rounds = [];
        float[] priorities = [];
        if (context.Item.Index > 0)
        {
            (rounds, priorities) = Restore(context, trainer, context.Item.Index - 1);
            rounds.Add(Train(context, options, model, encoding, trainer, device, ref priorities));
        }

        var output = context.Store.Stage(context.Item);
        Save(output.PathOf(TrainerFile(context.Item.Index)), trainer, rounds, priorities);
        output.AddScratch(TrainerFile(context.Item.Index));
        var behavior = BehaviorFolder(context.Item.Index);
        foreach (var name in PolicyArtifact.Save(output.PathOf(behavior), new() { Model = options.ModelName, Policy = trainer.Behavior.Description }, trainer.Behavior))
        {
            output.AddScratch($"{behavior}/{name}");
        }

        return Task.FromResult(context.Publish(output, new Summary(trainer.Steps, rounds is [.., var last] ? last.Readings : ImmutableSortedDictionary<string, double>.Empty)));
    }

    /// <summary>Reads a trainer as a round has left it, from among the item's inputs.</summary>
    /// <returns>What came of the rounds so far, and the priorities of the transitions that are remembered; none where replay has none.</returns>
    internal static (List<EpochSummary> Rounds, float[] Priorities) Restore(WorkContext context, ITrainer trainer, int round)
    {
        var file = TensorFile.Read(context.PathOf(context.Item.Inputs.First(input => input.Path.EndsWith(TrainerFile(round), StringComparison.Ordinal))));
        trainer.Restore(file);
        float[] priorities = file.Entries.TryGetValue(PrioritiesKey, out var entry) ? MemoryMarshal.Cast<byte, float>(entry.Data.Span).ToArray() : [];
        return (JsonSerializer.Deserialize<List<EpochSummary>>(file.Text(EpochsKey))!, priorities);
    }

    private static void Save(string path, ITrainer trainer, List<EpochSummary> rounds, float[] priorities)
    {
        var file = new TensorFile();
        trainer.Save(file);
        if (priorities.Length > 0)
        {
            file.Add(PrioritiesKey, new TensorEntry(TensorType.F32, [priorities.Length], MemoryMarshal.AsBytes(priorities.AsSpan()).ToArray()));
        }

        file.Metadata[EpochsKey] = JsonSerializer.Serialize(rounds);
        file.Write(path);
    }

    private static string FolderOf(int round) => $"{WorkFolders.Scratch}/rounds/{round:00000}";

    private EpochSummary Train(
        WorkContext context, Options options, ModelOptions model, TransitionEncoding encoding, ITrainer trainer, TorchSharp.torch.Device device, ref float[] priorities)
    {
        var parts = new List<RowStore>();
        try
        {
            foreach (var input in context.Item.Inputs.Where(input => input.Path.EndsWith(".rows", StringComparison.Ordinal)))
            {
                parts.Add(RowStore.Open(context.PathOf(input)));
                parts[^1].Require(encoding);
            }

            var plan = new TrainingPlan
            {
                Epochs = 1,
                BatchSize = options.BatchSize,
                Seed = context.Item.Seed,
                MultiStep = new MultiStep(model.StepsPerRow, model.Discount),
                ProgressEverySteps = 25,
            };
            using var gauges = meter.Begin(context.Item.Folder);
            var window = new ReplayWindow(parts, options.Capacity);
            var prioritized = Prioritized(context, options, window, priorities);
            var summary = new ReplayTraining(trainer, window, plan, device, prioritized).Run(
                context.Item.Index,
                options.Steps,
                progress =>
                {
                    context.Report(progress.Step, progress.TotalSteps, progress.Readings);
                    gauges.Read(progress.Readings);
                },
                context.CancellationToken);
            priorities = prioritized?.Priorities() ?? [];
            return summary;
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    private PrioritizedReplay? Prioritized(WorkContext context, Options options, ReplayWindow window, float[] before) =>
        ConfigJson.Read<ReplayOptions>(options.Replay, configs.Catalog) is PrioritizedReplayOptions replay
            ? new(
                before,
                checked((int)window.Count),
                (int)Math.Min(int.MaxValue, options.Fresh),
                replay.Alpha,
                replay.BetaOf(context.Item.Index, context.Item.Count - 1),
                replay.Epsilon)
            : null;

    /// <summary>What determines the trainer, beside that of the round before, transitions, normalization and seed.</summary>
    /// <param name="ModelName">Name of the model.</param>
    /// <param name="Model">The model's options as canonical JSON.</param>
    /// <param name="Metrics">Metrics beside the reward.</param>
    /// <param name="Capacity">Transitions that are remembered.</param>
    /// <param name="Replay">Which of them are drawn, as canonical JSON.</param>
    /// <param name="Fresh">How many of them came since the round before.</param>
    /// <param name="BatchSize">Transitions per step.</param>
    /// <param name="Steps">Steps to do.</param>
    /// <param name="Device">Where to compute.</param>
    /// <param name="Origin">Identity of the whole training: files of its rounds have no checksums.</param>
    public sealed record Options(string ModelName, string Model, IReadOnlyList<string> Metrics, long Capacity, string Replay, long Fresh, int BatchSize, int Steps, string Device, string Origin);

    /// <summary>Where the training stands.</summary>
    /// <param name="Steps">Steps in all rounds so far.</param>
    /// <param name="Readings">Means over the round.</param>
    public sealed record Summary(long Steps, ImmutableSortedDictionary<string, double> Readings);
}
