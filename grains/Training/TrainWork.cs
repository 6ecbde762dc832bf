using System.Collections.Immutable;
using ReAgent.Contracts.Scheduling;
using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Data.Work;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Telemetry;
using ReAgent.Grains.Work;
using ReAgent.Learning;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Training;

namespace ReAgent.Grains.Training;

/// <summary>Trains a policy from packed rows. A checkpoint after every epoch lets another process continue to the same bytes.</summary>
public sealed class TrainWork(ExperimentConfigReader configs, TrainingMeter meter) : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "train/4";

    /// <summary>Learning curves: losses, statistics and estimates by epoch.</summary>
    public const string CurvesFile = "training/curves.json";

    private const long MostDiagnosticRows = 100_000;

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "steps";

    /// <inheritdoc/>
    public WorkNeed Need(WorkItem item) => new(SiloTraits.TrainerRole, DevicePool.KindOf(WorkJson.Read<Options>(item.Options).Device));

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var model = configs.ReadModel(options.Model);
        Compute.UseThreads(1);
        var device = Compute.Device(context.Device);
        var normalization = NormalizationFiles.Of(context);
        var encoding = normalization.Encoding(model, options.Metrics);
        using var rows = RowStore.Open(context.PathOf(context.Item.Inputs.First(input => input.Path.EndsWith(RowStoreWork.TrainFile, StringComparison.Ordinal))));
        rows.Require(encoding);
        var id = context.Item.Id();
        var folder = context.Store.Root.Resolve(context.Item.Folder);
        var plan = new TrainingPlan
        {
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Seed = context.Item.Seed,
            MultiStep = new MultiStep(model.StepsPerRow, model.Discount),
            CheckpointPath = Path.Combine(folder, WorkFolders.Checkpoints, "latest.safetensors"),
            CheckpointEverySteps = 1000,
            Fingerprint = id,
            ProgressEverySteps = 25,
        };
        using var trainer = model.CreateTrainer(new TrainerSetup(TransitionLayout.Of(rows.Layout), context.Item.Seed, device));
        var loop = new TrainingLoop(trainer, rows, plan, device);
        var journal = new TrainingJournal(folder, id, trainer, HeldOut(context), rows.MeanReward, model.Discount, context.Item.Seed);
        var stepsPerEpoch = loop.TotalSteps / plan.Epochs;
        var snapshots = PolicySnapshots.Epochs(options.Snapshots, plan.Epochs);
        string SnapshotFolder(int epoch) => Path.Combine(folder, WorkFolders.Checkpoints, PolicySnapshots.FolderOf(epoch));
        using var gauges = meter.Begin(context.Item.Folder);
        var callbacks = new TrainingCallbacks
        {
            Progress = progress =>
            {
                context.Report(progress.Step, progress.TotalSteps, progress.Readings);
                gauges.Read(progress.Readings);
                if (meter.WantsGradients)
                {
                    gauges.ReadGradients(Gradients(trainer));
                }

                if (progress.Step % stepsPerEpoch == 0)
                {
                    // Before the epoch's checkpoint, so that whoever continues from it finds the estimates and snapshots of the epochs before.
                    journal.Estimate(progress.Epoch);
                    if (snapshots.Contains(progress.Epoch + 1))
                    {
                        PolicySnapshots.Save(SnapshotFolder(progress.Epoch + 1), options.ModelName, trainer);
                    }
                }
            },
            EpochFinished = journal.Write,
            Checkpointed = () =>
            {
                context.Checkpointed();
                gauges.Checkpointed();
            },
        };
        var result = loop.Run(callbacks, context.CancellationToken);
        var output = context.Store.Stage(context.Item);
        foreach (var epoch in snapshots)
        {
            PolicySnapshots.Add(output, epoch, SnapshotFolder(epoch));
        }

        return Task.FromResult(Publish(context, output, options, model, trainer, rows, encoding, normalization, result, journal.Curves(result.Epochs)));
    }

    // Of the last step: gradients stay until the next one.
    private static ImmutableSortedDictionary<string, double> Gradients(ITrainer trainer) => trainer.Networks
        .Where(network => network.Value.Parameters.Gradient is not null)
        .ToImmutableSortedDictionary(network => network.Key, network => network.Value.Parameters.GradientNorm(), StringComparer.Ordinal);

    // Whole episodes, as many as a diagnostic needs.
    private static LoadedTransitions? HeldOut(WorkContext context)
    {
        if (context.Item.Inputs.FirstOrDefault(input => input.Path.EndsWith(RowStoreWork.HeldOutFile, StringComparison.Ordinal)) is not { } file)
        {
            return null;
        }

        using var store = RowStore.Open(context.PathOf(file));
        var count = 0L;
        for (var episode = 0; episode < store.Episodes && store.RowsOf(episode) is var rows && rows.First + rows.Count <= MostDiagnosticRows; episode++)
        {
            count = rows.First + rows.Count;
        }

        return store.Read(0, (int)count);
    }

    private static WorkManifest Publish(
        WorkContext context,
        StagedOutput output,
        Options options,
        ModelOptions model,
        ITrainer trainer,
        RowStore rows,
        TransitionEncoding encoding,
        NormalizationFiles normalization,
        TrainingResult result,
        Curves curves)
    {
        var provenance = new PolicyProvenance
        {
            Seed = context.Item.Seed,
            Rows = rows.Count,
            HeldOutShare = options.HeldOutShare,
            Epochs = options.Epochs,
            Steps = result.Steps,
            Fingerprint = context.Item.Id(),
            Readings = result.Epochs[^1].Readings,
        };
        PolicyOutput.Write(output, options.ModelName, model, trainer, encoding, normalization, provenance, curves);
        return context.Publish(output, new Summary(rows.Count, rows.Episodes, result.Steps, options.Epochs, result.Epochs[^1].Readings));
    }

    /// <summary>What determines the policy, beside rows, normalization and seed.</summary>
    /// <param name="ModelName">Name of the model.</param>
    /// <param name="Model">The model's options as canonical JSON.</param>
    /// <param name="Metrics">Metrics to estimate beside the reward.</param>
    /// <param name="HeldOutShare">Share of the logged episodes that the rows leave out.</param>
    /// <param name="Epochs">Passes over the rows.</param>
    /// <param name="BatchSize">Rows per step.</param>
    /// <param name="Snapshots">Policies on the way that are kept.</param>
    /// <param name="Device">Where to compute.</param>
    public sealed record Options(string ModelName, string Model, IReadOnlyList<string> Metrics, double HeldOutShare, int Epochs, int BatchSize, int Snapshots, string Device);

    /// <summary>What was trained.</summary>
    /// <param name="Transitions">Rows trained on.</param>
    /// <param name="Episodes">Episodes trained on.</param>
    /// <param name="Steps">Steps done.</param>
    /// <param name="Epochs">Passes over the rows.</param>
    /// <param name="Readings">Means over the last epoch.</param>
    public sealed record Summary(long Transitions, long Episodes, long Steps, int Epochs, ImmutableSortedDictionary<string, double> Readings);
}
