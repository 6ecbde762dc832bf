using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace ReAgent.Data.Expressions.Vectors;

/// <summary>Values of an expression for the rows of one chunk. Where a value is null, what stands in <see cref="Values"/> means nothing.</summary>
internal sealed class Block<T>
{
    public T[] Values { get; } = new T[Chunk.Size];

    /// <summary>Only to be read while <see cref="HasNulls"/>; otherwise it holds leftovers.</summary>
    public bool[] Nulls { get; } = new bool[Chunk.Size];

    /// <summary>Whether <see cref="Nulls"/> counts.</summary>
    public bool HasNulls { get; set; }

    public bool IsNull(int i) => HasNulls && Nulls[i];

    /// <summary>The null marks, all false unless some were set before.</summary>
    public Span<bool> OpenNulls(int count)
    {
        var nulls = Nulls.AsSpan(0, count);
        if (!HasNulls)
        {
            nulls.Clear();
            HasNulls = true;
        }

        return nulls;
    }

    /// <summary>Null propagates: a row that is null there becomes null here.</summary>
    public void TakeNulls<TOther>(Block<TOther> other, int count)
    {
        if (!other.HasNulls)
        {
            return;
        }

        var nulls = Bytes(OpenNulls(count));
        TensorPrimitives.BitwiseOr(nulls, Bytes(other.Nulls.AsSpan(0, count)), nulls);
    }

    private static Span<byte> Bytes(Span<bool> nulls) => MemoryMarshal.Cast<bool, byte>(nulls);
}
