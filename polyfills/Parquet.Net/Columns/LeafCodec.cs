using Encoding = Parquet.Meta.Encoding;

namespace Parquet.Columns;

/// <summary>Turns the values of one leaf into bytes and back. <typeparamref name="T"/> is the type of a value that is present.</summary>
internal abstract class LeafCodec<T>
{
    /// <summary>Least bytes that a PLAIN value takes, in bits; bounds what a page may claim to hold.</summary>
    public abstract int LeastBits { get; }

    /// <summary>Reads PLAIN values and returns the bytes used.</summary>
    public abstract int ReadPlain(ReadOnlySpan<byte> source, Span<T> values);

    /// <summary>Reads values in any encoding but the dictionary ones.</summary>
    public virtual void Read(Encoding encoding, ReadOnlySpan<byte> source, Span<T> values)
    {
        if (encoding != Encoding.PLAIN)
        {
            throw Unsupported(encoding);
        }

        ReadPlain(source, values);
    }

    /// <summary>Reads the PLAIN values of a dictionary page, each of which may come to stand for many.</summary>
    public virtual void ReadDictionary(ReadOnlySpan<byte> plain, Span<T> values) => ReadPlain(plain, values);

    public abstract void WritePlain(ReadOnlySpan<T> values, ByteBuffer output);

    /// <summary>Writes values the way <paramref name="hint"/> asks for; false when the hint does not suit the type. Dictionaries are made elsewhere.</summary>
    public virtual bool TryWrite(EncodingHint hint, ReadOnlySpan<T> values, ByteBuffer output, out Encoding encoding)
    {
        encoding = Encoding.PLAIN;
        return false;
    }

    /// <summary>The bytes of the values themselves, when those are their PLAIN form.</summary>
    public virtual ReadOnlyMemory<byte>? AsPlain(ReadOnlyMemory<T> values) => null;

    /// <summary>Where PLAIN bytes may be put so that they are the values; empty when they need conversion.</summary>
    public virtual Span<byte> AsPlain(Span<T> values) => [];

    /// <summary>Smallest and largest value in the form of column statistics; null when there is none to give.</summary>
    /// <param name="values">Present values.</param>
    /// <param name="plain">The same values, or at least each distinct one, in PLAIN form; empty for codecs that do not ask for it.</param>
    public abstract Bounds? Measure(ReadOnlySpan<T> values, ReadOnlySpan<byte> plain);

    /// <summary>Whether <see cref="Measure"/> looks at the PLAIN form.</summary>
    public virtual bool MeasuresPlain => false;

    /// <summary>Reads a bound out of column statistics; null when it is malformed.</summary>
    public abstract object? ReadBound(byte[] bound);

    /// <summary>
    /// Writes each distinct value once, PLAIN and in order of first appearance, and the index of each value; false when the type gets no dictionary
    /// or when too many values are distinct to be worth it. Returns how many values the dictionary has.
    /// </summary>
    public virtual bool TryWriteDictionary(ReadOnlySpan<T> values, ParquetOptions options, ByteBuffer dictionary, Span<int> indices, out int count)
    {
        count = 0;
        return false;
    }

    protected static ParquetException Unsupported(Encoding encoding) =>
        Enum.IsDefined(encoding)
            ? new ParquetException($"{encoding} is not allowed for {typeof(T)}")
            : new ParquetException($"The encoding number {(int)encoding} does not exist");
}
