using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>By this interface consumers pull sequences from grains.</summary>
[GrainInterfaceType("sys.enumeration")]
internal interface IEnumerationExtension : IGrainExtension
{
    /// <summary>Starts a sequence and gives its first elements.</summary>
    [AlwaysInterleave]
    ValueTask<EnumerationStep> Start(Guid id, EnumerableRequest request, int batchSize);

    /// <summary>Gives further elements.</summary>
    [AlwaysInterleave]
    ValueTask<EnumerationStep> Next(Guid id, int batchSize);

    /// <summary>Ends a sequence.</summary>
    [AlwaysInterleave]
    ValueTask Release(Guid id);
}

/// <summary>What came of a pull.</summary>
[GenerateSerializer]
internal enum EnumerationStatus : byte
{
    /// <summary>Nothing yet: pull again.</summary>
    Waiting,

    /// <summary>Elements.</summary>
    Elements,

    /// <summary>Elements, and there are no more.</summary>
    Completed,

    /// <summary>The sequence is not known: it expired, or its producer went away.</summary>
    Missing,
}

/// <summary>Answer to a pull.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Batch">The elements, as a list of their type; null when there are none.</param>
[GenerateSerializer]
internal readonly record struct EnumerationStep([property: Id(0)] EnumerationStatus Status, [property: Id(1)] object? Batch);
