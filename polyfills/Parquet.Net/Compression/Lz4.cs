using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Parquet.Columns;

namespace Parquet.Compression;

/// <summary>LZ4 blocks, through the system's liblz4.</summary>
internal sealed unsafe class Lz4
{
    /// <summary>Most bytes that a compressed byte can stand for.</summary>
    public const int MaximumRatio = 256;

    private readonly delegate* unmanaged[Cdecl]<byte*, byte*, int, int, int> _compress;
    private readonly delegate* unmanaged[Cdecl]<byte*, byte*, int, int, int> _decompress;
    private readonly delegate* unmanaged[Cdecl]<int, int> _bound;

    private Lz4()
    {
        nint library = NativeCodec.Load("LZ4", "liblz4", ["liblz4.so.1", "liblz4.1.dylib", "liblz4.dll", "lz4"]);
        _compress = (delegate* unmanaged[Cdecl]<byte*, byte*, int, int, int>)NativeLibrary.GetExport(library, "LZ4_compress_default");
        _decompress = (delegate* unmanaged[Cdecl]<byte*, byte*, int, int, int>)NativeLibrary.GetExport(library, "LZ4_decompress_safe");
        _bound = (delegate* unmanaged[Cdecl]<int, int>)NativeLibrary.GetExport(library, "LZ4_compressBound");
    }

    private static readonly Lazy<Lz4> Shared = new(static () => new Lz4());

    /// <exception cref="ParquetException">liblz4 is not installed.</exception>
    public static Lz4 Library => Shared.Value;

    public void Compress(ReadOnlySpan<byte> source, ByteBuffer output)
    {
        int bound = _bound(source.Length);
        Span<byte> target = output.Reserve(bound);
        fixed (byte* from = source)
        fixed (byte* to = target)
        {
            int written = _compress(from, to, source.Length, target.Length);
            if (written <= 0)
            {
                throw new ParquetException($"LZ4 cannot compress a page of {source.Length} bytes");
            }

            output.Advance(written);
        }
    }

    /// <summary>Fills <paramref name="target"/> completely from one raw block.</summary>
    public void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!TryDecompress(source, target))
        {
            throw new ParquetException($"LZ4 data is malformed or does not decompress to the {target.Length} bytes that the page declares");
        }
    }

    /// <summary>
    /// Codec LZ4 (not LZ4_RAW): Hadoop frames data with its decompressed length, and each block in it (one, or more where the data is larger than Hadoop's
    /// buffer) with its compressed length, four bytes each, big endian. Some writers stored raw blocks under this name, so what does not fit the framing is
    /// read as such.
    /// </summary>
    public void DecompressFramed(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ReadOnlySpan<byte> rest = source;
        Span<byte> open = target;
        while (rest.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(rest) is var size && size <= (uint)open.Length
            && TryDecompressFrame(rest[sizeof(uint)..], open[..(int)size], out int used))
        {
            rest = rest[(sizeof(uint) + used)..];
            open = open[(int)size..];
        }

        if (!rest.IsEmpty || !open.IsEmpty)
        {
            Decompress(source, target);
        }
    }

    private bool TryDecompressFrame(ReadOnlySpan<byte> source, Span<byte> target, out int used)
    {
        used = 0;
        do
        {
            ReadOnlySpan<byte> rest = source[used..];
            if (rest.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32BigEndian(rest) is var size && size > (uint)(rest.Length - sizeof(uint)))
            {
                return false;
            }

            int written = Run(rest.Slice(sizeof(uint), (int)size), target);
            if (written < 0 || (written == 0 && target.Length > 0))
            {
                return false;
            }

            used += sizeof(uint) + (int)size;
            target = target[written..];
        }
        while (!target.IsEmpty);
        return true;
    }

    private bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> target) => Run(source, target) == target.Length;

    /// <summary>Bytes written, or a negative number when the block is malformed or needs more room.</summary>
    private int Run(ReadOnlySpan<byte> source, Span<byte> target)
    {
        byte none = 0;
        fixed (byte* from = source)
        fixed (byte* to = target)
        {
            return _decompress(from, to == null ? &none : to, source.Length, target.Length);
        }
    }
}
