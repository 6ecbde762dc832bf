using Orleans;

namespace ReAgent.Contracts.Work;

/// <summary>A file that work reads or has written. Rows and tensors never travel between grains; references to them do.</summary>
/// <param name="Path">Path relative to the data root, with forward slashes.</param>
/// <param name="Rows">Rows in the file; 0 when it holds no rows.</param>
/// <param name="Bytes">Length of the file in bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the content; empty for scratch files, which check themselves.</param>
[GenerateSerializer, Immutable, Alias("reagent.file-reference")]
public sealed record FileReference(
    [property: Id(0)] string Path,
    [property: Id(1)] long Rows,
    [property: Id(2)] long Bytes,
    [property: Id(3)] string Sha256);
