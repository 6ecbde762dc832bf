using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Orleans;

namespace ReAgent.Contracts.Work;

/// <summary>
/// A pure piece of work: its output is a function of its kind, options, inputs and seed, and of nothing else.
/// Retry, resume and "which stage must run again?" all follow from <see cref="Id"/>.
/// </summary>
/// <param name="Kind">What is done, with a version that rises when the output for the same input changes: <c>timeline-shard/1</c>.</param>
/// <param name="Index">Which of the stage's items this is, from 0.</param>
/// <param name="Count">How many items the stage has.</param>
/// <param name="Seed">Seed of the experiment.</param>
/// <param name="Options">The stage's options as canonical JSON.</param>
/// <param name="Inputs">Files read; their checksums, not their paths, are part of the identity.</param>
/// <param name="Folder">Folder for the output, relative to the data root; not part of the identity.</param>
[GenerateSerializer, Immutable, Alias("reagent.work-item")]
public sealed record WorkItem(
    [property: Id(0)] string Kind,
    [property: Id(1)] int Index,
    [property: Id(2)] int Count,
    [property: Id(3)] ulong Seed,
    [property: Id(4)] string Options,
    [property: Id(5)] ImmutableArray<FileReference> Inputs,
    [property: Id(6)] string Folder)
{
    /// <summary>Key of the grain that does the work: the same work in two places is done by two grains, each of which publishes in its own.</summary>
    public string GrainKey() => $"{Folder}/{Id()}";

    /// <summary>Identity of the work: 32 hexadecimal digits (128 bits of SHA-256).</summary>
    public string Id()
    {
        var text = new StringBuilder()
            .Append(Kind).Append('\n')
            .Append(Index).Append('/').Append(Count).Append('\n')
            .Append(Seed).Append('\n')
            .Append(Options).Append('\n');
        foreach (var input in Inputs)
        {
            text.Append(input.Sha256).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
