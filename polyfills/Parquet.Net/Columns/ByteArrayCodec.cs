using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Parquet.Encodings;
using Encoding = Parquet.Meta.Encoding;

namespace Parquet.Columns;

/// <summary>Values of any length. Reading first finds where each value lies, whatever the encoding, and then makes the values.</summary>
internal abstract class ByteArrayCodec<T> : LeafCodec<T>
{
    /// <summary>Longer bounds would bloat the footer more than they help; statistics then go without.</summary>
    private const int LongestBound = 256;

    public override int LeastBits => sizeof(int) * 8;

    public override bool MeasuresPlain => true;

    /// <summary>Makes values out of parts of <paramref name="bytes"/>. The bytes are not kept afterwards.</summary>
    protected abstract void Make(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<T> values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int ReadPlain(ReadOnlySpan<byte> source, Span<T> values)
    {
        if (values.Length > source.Length / sizeof(int))
        {
            throw new ParquetException($"{values.Length} byte arrays cannot lie in the {source.Length} bytes that remain in the page");
        }

        using var places = new Places(values.Length);
        int at = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (source.Length - at < sizeof(int))
            {
                throw new ParquetException($"The page ends inside byte array {i} of {values.Length}");
            }

            int length = BinaryPrimitives.ReadInt32LittleEndian(source[at..]);
            at += sizeof(int);
            if ((uint)length > (uint)(source.Length - at))
            {
                throw new ParquetException($"Byte array {i} of {values.Length} claims {length} bytes where {source.Length - at} remain in the page");
            }

            places.Starts[i] = at;
            places.Lengths[i] = length;
            at += length;
        }

        Make(source[..at], places.Starts, places.Lengths, values);
        return at;
    }

    public override void Read(Encoding encoding, ReadOnlySpan<byte> source, Span<T> values)
    {
        if (encoding is not (Encoding.DELTA_LENGTH_BYTE_ARRAY or Encoding.DELTA_BYTE_ARRAY))
        {
            base.Read(encoding, source, values);
            return;
        }

        using var places = new Places(values.Length);
        if (encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY)
        {
            ReadOnlySpan<byte> bytes = DeltaByteArray.DecodeLengths(source, places.Starts, places.Lengths);
            Make(bytes, places.Starts, places.Lengths, values);
        }
        else
        {
            using var bytes = new ByteBuffer();
            DeltaByteArray.Decode(source, places.Starts, places.Lengths, bytes);
            Make(bytes.Written, places.Starts, places.Lengths, values);
        }
    }

    /// <summary>Bounds by unsigned comparison of bytes, which for UTF-8 is the order of code points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Bounds? Measure(ReadOnlySpan<T> values, ReadOnlySpan<byte> plain)
    {
        if (plain.IsEmpty)
        {
            return null;
        }

        Candidate minimum = Candidate.At(plain, 0);
        Candidate maximum = minimum;
        for (int next = minimum.End; next < plain.Length;)
        {
            Candidate value = Candidate.At(plain, next);
            next = value.End;
            if (value.IsLess(minimum, plain))
            {
                minimum = value;
            }
            else if (maximum.IsLess(value, plain))
            {
                maximum = value;
            }
        }

        return minimum.Length > LongestBound || maximum.Length > LongestBound
            ? null
            : new Bounds(plain.Slice(minimum.Start, minimum.Length).ToArray(), plain.Slice(maximum.Start, maximum.Length).ToArray());
    }

    /// <summary>Where a PLAIN value lies, and its first eight bytes as a number that orders as they do; missing ones count as zero.</summary>
    private readonly record struct Candidate(int Start, int Length, ulong Head)
    {
        public int End => Start + Length;

        public static Candidate At(ReadOnlySpan<byte> plain, int at)
        {
            int start = at + sizeof(int);
            int length = BinaryPrimitives.ReadInt32LittleEndian(plain[at..]);
            ulong head = BinaryPrimitives.ReverseEndianness(BitPacking.Load(plain, start));
            return new Candidate(start, length, length >= sizeof(ulong) ? head : head & ~(ulong.MaxValue >> (8 * length)));
        }

        /// <summary>The head decides for most values, and for short ones the length does the rest.</summary>
        public bool IsLess(in Candidate other, ReadOnlySpan<byte> plain) =>
            Head != other.Head ? Head < other.Head
            : Math.Min(Length, other.Length) <= sizeof(ulong) ? Length < other.Length
            : plain.Slice(Start, Length).SequenceCompareTo(plain.Slice(other.Start, other.Length)) < 0;
    }

    /// <summary>Rented room for where values lie.</summary>
    private readonly struct Places(int count) : IDisposable
    {
        private readonly int[] _starts = ArrayPool<int>.Shared.Rent(count);
        private readonly int[] _lengths = ArrayPool<int>.Shared.Rent(count);

        public Span<int> Starts => _starts.AsSpan(0, count);

        public Span<int> Lengths => _lengths.AsSpan(0, count);

        public void Dispose()
        {
            ArrayPool<int>.Shared.Return(_starts);
            ArrayPool<int>.Shared.Return(_lengths);
        }
    }
}
