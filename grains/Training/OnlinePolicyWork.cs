using System.Collections.Immutable;
using ReAgent.Contracts.Scheduling;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Work;
using ReAgent.Learning;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;

namespace ReAgent.Grains.Training;

/// <summary>Makes the policy of an online training's last round an artifact.</summary>
public sealed class OnlinePolicyWork(ExperimentConfigReader configs) : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "online-policy/3";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "steps";

    /// <inheritdoc/>
    public WorkNeed Need(WorkItem item) => new(SiloTraits.TrainerRole);

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var model = configs.ReadModel(options.Model);
        var normalization = NormalizationFiles.Of(context);
        var encoding = normalization.Encoding(model, options.Metrics);
        var setup = new TrainerSetup(TransitionLayout.Of(encoding.Layout), context.Item.Seed, Compute.Device("cpu"));
        var output = context.Store.Stage(context.Item);
        foreach (var round in options.Snapshots)
        {
            using var earlier = model.CreateTrainer(setup);
            OnlineRoundWork.Restore(context, earlier, round);
            var folder = PolicySnapshots.FolderOf(round);
            foreach (var name in PolicySnapshots.Save(output.PathOf(folder), options.ModelName, earlier))
            {
                output.Add($"{folder}/{name}");
            }
        }

        using var trainer = model.CreateTrainer(setup);
        var (rounds, _) = OnlineRoundWork.Restore(context, trainer, options.Rounds);
        var provenance = new PolicyProvenance
        {
            Seed = context.Item.Seed,
            Rows = context.Item.Inputs.Where(input => input.Path.EndsWith(".rows", StringComparison.Ordinal)).Sum(input => input.Rows),
            Epochs = rounds.Count,
            Steps = trainer.Steps,
            Fingerprint = context.Item.Id(),
            Readings = rounds[^1].Readings,
        };
        var none = ImmutableSortedDictionary<string, CurveEstimate>.Empty;
        var curves = new Curves([.. rounds.Select(round => new EpochCurves(round.Epoch, round.Steps, round.Readings, none))]);
        PolicyOutput.Write(output, options.ModelName, model, trainer, encoding, normalization, provenance, curves);
        return Task.FromResult(context.Publish(
            output, new TrainWork.Summary(provenance.Rows, options.Episodes, trainer.Steps, rounds.Count, rounds[^1].Readings)));
    }

    /// <summary>What determines the policy, beside normalization, first transitions and seed.</summary>
    /// <param name="ModelName">Name of the model.</param>
    /// <param name="Model">The model's options as canonical JSON.</param>
    /// <param name="Metrics">Metrics beside the reward.</param>
    /// <param name="Episodes">Episodes that were played by the policy as it learned.</param>
    /// <param name="Rounds">Rounds of the training.</param>
    /// <param name="Snapshots">Rounds after which the policy is kept beside the last.</param>
    /// <param name="Origin">Identity of the whole training.</param>
    public sealed record Options(string ModelName, string Model, IReadOnlyList<string> Metrics, long Episodes, int Rounds, IReadOnlyList<int> Snapshots, string Origin);
}
