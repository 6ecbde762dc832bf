using System.Collections.Immutable;

namespace ReAgent.Learning.Checkpoints;

/// <summary>One tensor of a file.</summary>
/// <param name="Type">Type of the elements.</param>
/// <param name="Shape">Sizes of the dimensions; empty for a single number.</param>
/// <param name="Data">Elements in row-major order, little-endian.</param>
public sealed record TensorEntry(TensorType Type, ImmutableArray<long> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary><c>F32 [64, 4]</c>.</summary>
    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}]";
}
