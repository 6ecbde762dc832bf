using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Environments.Catalog;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;
using ReAgent.Learning;
using ReAgent.Learning.Exploration;
using ReAgent.Learning.Policies;

namespace ReAgent.Grains.Collection;

/// <summary>Plays some episodes of a round of online training with a policy of an earlier round, which explores.</summary>
public sealed class ExploreWork(ExperimentConfigReader configs) : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "explore/1";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "transitions";

    /// <summary>Where an item's transitions are.</summary>
    public static string FileOf(int index) => $"{WorkFolders.Scratch}/explored/{index:00000}.rows";

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        Compute.UseThreads(1);
        var encoding = NormalizationFiles.Of(context).Encoding(configs.ReadModel(options.Model), options.Metrics);
        var manifest = context.Item.Inputs.First(input => Path.GetFileName(input.Path) == "policy.json");
        using var artifact = PolicyArtifact.Load(Path.GetDirectoryName(context.PathOf(manifest))!, Compute.Device("cpu"));
        var exploration = ConfigJson.Read<ExplorationOptions>(options.Exploration, configs.Catalog);
        var player = new EpisodePlayer(EnvironmentCatalog.BuiltIn.Create(options.EnvName, options.MaxSteps), artifact.Policy, exploration, encoding);
        var played = player.Play(
            context.Item.Seed, options.FirstEpisode, options.Episodes, options.Round, transitions => context.Report(transitions, 0), context.CancellationToken);

        var output = context.Store.Stage(context.Item);
        var name = FileOf(context.Item.Index);
        using (var writer = new RowStoreWriter(output.PathOf(name), encoding.Layout, encoding.Fingerprint, encoding.State.Layout.FeatureIds))
        {
            for (var episode = 0; episode < played.Episodes.Count; episode++)
            {
                writer.Add(played.Episodes[episode], [$"explore/{options.FirstEpisode + episode}"]);
            }

            writer.Finish();
        }

        output.AddScratch(name, played.Transitions);
        return Task.FromResult(context.Publish(output, new Summary(played.Transitions, played.Episodes.Count, played.Returns.Sum())));
    }

    /// <summary>What determines the episodes, beside policy, normalization and seed.</summary>
    /// <param name="Model">The model's options as canonical JSON.</param>
    /// <param name="Metrics">Metrics beside the reward.</param>
    /// <param name="EnvName">What is played.</param>
    /// <param name="MaxSteps">Steps after which an episode is cut off, when that is earlier than the environment's own limit.</param>
    /// <param name="Exploration">How the policy explores, as canonical JSON.</param>
    /// <param name="Round">The round.</param>
    /// <param name="FirstEpisode">Number of the first episode.</param>
    /// <param name="Episodes">How many.</param>
    /// <param name="Origin">Identity of the training that the policy is of.</param>
    public sealed record Options(
        string Model, IReadOnlyList<string> Metrics, string EnvName, int? MaxSteps, string Exploration, int Round, long FirstEpisode, int Episodes, string Origin);

    /// <summary>What was played.</summary>
    /// <param name="Transitions">Transitions.</param>
    /// <param name="Episodes">Episodes.</param>
    /// <param name="Return">Sum of their undiscounted returns.</param>
    public sealed record Summary(long Transitions, long Episodes, double Return);
}
