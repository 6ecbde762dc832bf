using ReAgent.Contracts.Work;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Timelines;

/// <summary>Counts how long the episodes of one hash range are, so that outliers can be told.</summary>
public sealed class TimelineLengthsWork : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "timeline-lengths/1";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "episodes";

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<TimelineShardWork.Options>();
        using var shard = TimelineShardWork.Open(context, options);
        var lengths = shard.EpisodeLengths(context.CancellationToken);
        return Task.FromResult(context.Publish(context.Store.Stage(context.Item), new Summary(lengths)));
    }

    /// <summary>How many episodes have how many rows.</summary>
    public sealed record Summary(SortedDictionary<int, long> Episodes);
}
