using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Contracts.Work;
using ReAgent.Data.Work;
using ReAgent.Grains.Telemetry;

namespace ReAgent.Grains.Work;

/// <summary>What a piece of work sees of the world: its item, a place for its output, and a way to say how far it is.</summary>
/// <param name="item">What is to be done.</param>
/// <param name="store">Where inputs are found and output is published.</param>
/// <param name="unit">What progress counts.</param>
/// <param name="device">The device that the work has for itself, or the processor.</param>
/// <param name="cancellationToken">Asks the work to stop at its next safe point.</param>
public sealed class WorkContext(WorkItem item, WorkStore store, string unit, string device, CancellationToken cancellationToken)
{
    private long _reports;

    private volatile WorkProgress _progress = WorkProgress.None(unit);

    /// <summary>What is to be done.</summary>
    public WorkItem Item { get; } = item;

    /// <summary>Where inputs are found and output is published.</summary>
    public WorkStore Store { get; } = store;

    /// <summary>The device that the work has for itself, or the processor: <c>cuda:0</c>, <c>cpu</c>.</summary>
    public string Device { get; } = device;

    /// <summary>Asks the work to stop at its next safe point.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>How far the work is.</summary>
    public WorkProgress Progress => _progress;

    /// <summary>How often the work has said how far it is: it rises as long as the work is alive.</summary>
    public long Reports => Interlocked.Read(ref _reports);

    /// <summary>Says how far the work is. Cheap; call it as often as is useful.</summary>
    public void Report(long completed, long total, ImmutableSortedDictionary<string, double>? readings = null)
    {
        WorkTelemetry.Progressed(Item, unit, completed - _progress.Completed);
        _progress = new WorkProgress(completed, total, unit, readings ?? _progress.Readings);
        Interlocked.Increment(ref _reports);
    }

    /// <summary>Says that what has been done so far is safe: whoever continues goes on from here.</summary>
    public void Checkpointed() => Store.Tries(Item).Advance();

    /// <summary>The item's options.</summary>
    /// <exception cref="JsonException">They are not what this kind of work takes.</exception>
    public T Options<T>() => JsonSerializer.Deserialize<T>(Item.Options, WorkJson.Format) ?? throw new JsonException($"{Item.Kind} has no options.");

    /// <summary>Absolute path of an input.</summary>
    public string PathOf(FileReference file) => Store.Root.Resolve(file.Path);

    /// <summary>Moves the output to its place and declares the work done.</summary>
    public WorkManifest Publish<T>(StagedOutput output, T summary) => Store.Publish(Item, output, WorkJson.Write(summary));
}
