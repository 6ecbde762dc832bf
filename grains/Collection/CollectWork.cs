using ReAgent.Contracts.Work;
using ReAgent.Data.Episodes;
using ReAgent.Environments.Behavior;
using ReAgent.Environments.Catalog;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Collection;

/// <summary>Plays one collector's episodes and writes them as one part.</summary>
public sealed class CollectWork : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "collect/2";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "transitions";

    /// <inheritdoc/>
    public async Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var item = context.Item;
        var environment = EnvironmentCatalog.BuiltIn.Create(options.EnvName, options.MaxSteps);
        var collector = new EpisodeCollector(environment, new UniformPolicy(environment.Description.Actions), item.Seed, item.Index, item.Count, options.ActionNames);
        var collected = collector.Collect(
            options.Transitions, logged => context.Report(logged, options.Transitions), context.CancellationToken);

        var output = context.Store.Stage(item);
        var name = $"episodes/part-{item.Index:00000}.parquet";
        await EpisodeFiles.Write(output.PathOf(name), collected.Table, cancellationToken: context.CancellationToken).ConfigureAwait(false);
        output.Add(name, collected.Table.Count);
        return context.Publish(output, new Summary(options.Transitions, collected.Returns.Count, collected.Returns.Sum()));
    }

    /// <summary>What determines the episodes, beside seed and index.</summary>
    /// <param name="EnvName">What is played.</param>
    /// <param name="Transitions">Transitions to log.</param>
    /// <param name="MaxSteps">Steps after which an episode is cut off, when that is earlier than the environment's own limit.</param>
    /// <param name="ActionNames">Names to log the discrete actions under, by position; null for the environment's own.</param>
    public sealed record Options(string EnvName, int Transitions, int? MaxSteps, IReadOnlyList<string>? ActionNames = null);

    /// <summary>What was collected.</summary>
    /// <param name="Transitions">Transitions logged.</param>
    /// <param name="Episodes">Episodes, the cut-off ones included.</param>
    /// <param name="Return">Sum of the episodes' returns.</param>
    public sealed record Summary(long Transitions, long Episodes, double Return);
}
