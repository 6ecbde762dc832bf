using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Features;
using ReAgent.Grains.Work;
using ReAgent.Learning;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Training;

namespace ReAgent.Grains.Training;

/// <summary>Trains a policy from a timeline. A checkpoint after every epoch lets another process continue to the same bytes.</summary>
public sealed class TrainWork(ExperimentConfigReader configs) : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "train/1";

    /// <summary>Learning curves: losses, statistics and estimates by epoch.</summary>
    public const string CurvesFile = "training/curves.json";

    private const string PolicyFolder = "policy";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "steps";

    /// <inheritdoc/>
    public async Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var model = configs.ReadModel(options.Model);
        Compute.UseThreads(1);
        var device = Compute.Device(options.Device);
        var stateFile = context.PathOf(context.Item.Inputs.First(input => Path.GetFileName(input.Path) == NormalizationWork.StateFile));
        var actionFile = context.Item.Inputs.FirstOrDefault(input => Path.GetFileName(input.Path) == NormalizationWork.ActionFile);
        var actionPath = actionFile is null ? null : context.PathOf(actionFile);
        var encoding = Encodings.For(model, stateFile, actionPath, options.Metrics);
        var reader = new TransitionReader(encoding);
        var parts = context.Item.Inputs.Where(input => input.Path.EndsWith(".parquet", StringComparison.Ordinal)).Select(context.PathOf).ToArray();
        var trained = await reader.Read(parts, EpisodeSplit.Training(options.TrainedShare), context.CancellationToken).ConfigureAwait(false);
        if (trained.Rows.Count == 0)
        {
            throw new InvalidDataException($"No row to train on: table_sample is {options.TrainedShare:P0} of the episodes, and none of the log's falls into it.");
        }

        var heldOut = await reader.Read(parts, EpisodeSplit.HeldOut(options.HeldOutShare), context.CancellationToken).ConfigureAwait(false);
        var id = context.Item.Id();
        var folder = context.Store.Root.Resolve(context.Item.Folder);
        var plan = new TrainingPlan
        {
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Seed = context.Item.Seed,
            MultiStep = new MultiStep(model.StepsPerRow, model.Discount),
            CheckpointPath = Path.Combine(folder, "checkpoints", "latest.safetensors"),
            CheckpointEverySteps = 1000,
            Fingerprint = id,
            ProgressEverySteps = 25,
        };
        using var rows = RowStore.Of(trained.Rows, trained.EpisodeIds);
        using var trainer = model.CreateTrainer(new TrainerSetup(TransitionLayout.Of(rows.Layout), context.Item.Seed, device));
        var loop = new TrainingLoop(trainer, rows, plan, device);
        var journal = new TrainingJournal(folder, id, trainer, heldOut, rows.MeanReward, model.Discount, context.Item.Seed);
        var stepsPerEpoch = loop.TotalSteps / plan.Epochs;
        var callbacks = new TrainingCallbacks
        {
            Progress = progress =>
            {
                context.Report(progress.Step, progress.TotalSteps, progress.Readings);
                if (progress.Step % stepsPerEpoch == 0)
                {
                    // Before the epoch's checkpoint, so that whoever continues from the checkpoint finds the estimates of the epochs before it.
                    journal.Estimate(progress.Epoch);
                }
            },
            EpochFinished = journal.Write,
        };
        var result = loop.Run(callbacks, context.CancellationToken);
        return Publish(context, options, trainer, rows, encoding, stateFile, actionPath, result, journal.Curves(result.Epochs));
    }

    private static WorkManifest Publish(
        WorkContext context, Options options, ITrainer trainer, RowStore rows, TransitionEncoding encoding, string stateFile, string? actionFile, TrainingResult result, Curves curves)
    {
        var output = context.Store.Stage(context.Item);
        var manifest = new PolicyManifest
        {
            Model = options.ModelName,
            Policy = trainer.Policy.Description,
            StateFeatures = [.. encoding.State.Layout.FeatureIds],
            ActionFeatures = [.. encoding.Actions?.Layout.FeatureIds ?? []],
            Training = new PolicyProvenance
            {
                Seed = context.Item.Seed,
                Rows = rows.Count,
                Epochs = options.Epochs,
                Steps = result.Steps,
                Fingerprint = context.Item.Id(),
                Readings = result.Epochs[^1].Readings,
            },
        };
        var names = PolicyArtifact.Save(output.PathOf(PolicyFolder), manifest, trainer.Policy, trainer.Cpe, File.ReadAllText(stateFile), actionFile is null ? null : File.ReadAllText(actionFile));
        foreach (var name in names)
        {
            output.Add($"{PolicyFolder}/{name}");
        }

        output.Write(CurvesFile, JsonSerializer.SerializeToUtf8Bytes(curves, WorkJson.Format));
        return context.Publish(output, new Summary(rows.Count, rows.Episodes, result.Steps, options.Epochs, result.Epochs[^1].Readings));
    }

    /// <summary>What determines the policy, beside timeline, normalization and seed.</summary>
    /// <param name="ModelName">Name of the model.</param>
    /// <param name="Model">The model's options as canonical JSON.</param>
    /// <param name="Metrics">Metrics to estimate beside the reward.</param>
    /// <param name="TrainedShare">Share of the episodes to train on, 0 to 1.</param>
    /// <param name="HeldOutShare">Share of the episodes held out, 0 to 1.</param>
    /// <param name="Epochs">Passes over the rows.</param>
    /// <param name="BatchSize">Rows per step.</param>
    /// <param name="Device">Where to compute.</param>
    public sealed record Options(
        string ModelName, string Model, IReadOnlyList<string> Metrics, double TrainedShare, double HeldOutShare, int Epochs, int BatchSize, string Device);

    /// <summary>What was trained.</summary>
    /// <param name="Transitions">Rows trained on.</param>
    /// <param name="Episodes">Episodes trained on.</param>
    /// <param name="Steps">Steps done.</param>
    /// <param name="Epochs">Passes over the rows.</param>
    /// <param name="Readings">Means over the last epoch.</param>
    public sealed record Summary(long Transitions, long Episodes, long Steps, int Epochs, ImmutableSortedDictionary<string, double> Readings);
}
