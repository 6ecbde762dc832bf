using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Parquet.Columns;

namespace Parquet.Compression;

/// <summary>Zstandard frames, through the system's libzstd.</summary>
internal sealed unsafe class Zstd
{
    /// <summary>Most bytes that a compressed byte can stand for: a block repeats one byte up to 128 KiB in 4 bytes.</summary>
    public const int MaximumRatio = 32768;

    private readonly delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, int, nuint> _compress;
    private readonly delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, nuint> _decompress;
    private readonly delegate* unmanaged[Cdecl]<nuint, nuint> _bound;
    private readonly delegate* unmanaged[Cdecl]<nuint, uint> _isError;
    private readonly delegate* unmanaged[Cdecl]<nuint, byte*> _errorName;

    private Zstd()
    {
        nint library = NativeCodec.Load("Zstd", "libzstd", ["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll", "zstd"]);
        _compress = (delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, int, nuint>)NativeLibrary.GetExport(library, "ZSTD_compress");
        _decompress = (delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, nuint>)NativeLibrary.GetExport(library, "ZSTD_decompress");
        _bound = (delegate* unmanaged[Cdecl]<nuint, nuint>)NativeLibrary.GetExport(library, "ZSTD_compressBound");
        _isError = (delegate* unmanaged[Cdecl]<nuint, uint>)NativeLibrary.GetExport(library, "ZSTD_isError");
        _errorName = (delegate* unmanaged[Cdecl]<nuint, byte*>)NativeLibrary.GetExport(library, "ZSTD_getErrorName");
    }

    private static readonly Lazy<Zstd> Shared = new(static () => new Zstd());

    /// <exception cref="ParquetException">libzstd is not installed.</exception>
    public static Zstd Library => Shared.Value;

    public void Compress(ReadOnlySpan<byte> source, CompressionLevel level, ByteBuffer output)
    {
        int number = level switch
        {
            CompressionLevel.SmallestSize => 19,
            CompressionLevel.Optimal => 3,
            _ => 1,
        };
        Span<byte> target = output.Reserve(checked((int)_bound((nuint)source.Length)));
        fixed (byte* from = source)
        fixed (byte* to = target)
        {
            nuint written = _compress(to, (nuint)target.Length, from, (nuint)source.Length, number);
            ThrowIfError(written);
            output.Advance((int)written);
        }
    }

    /// <summary>Fills <paramref name="target"/> completely.</summary>
    public void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        // An empty span pins to null, which is fine for zero bytes.
        fixed (byte* from = source)
        fixed (byte* to = target)
        {
            nuint written = _decompress(to, (nuint)target.Length, from, (nuint)source.Length);
            ThrowIfError(written);
            if (written != (nuint)target.Length)
            {
                throw new ParquetException($"Zstd data decompresses to {written} bytes where the page declares {target.Length}");
            }
        }
    }

    private void ThrowIfError(nuint code)
    {
        if (_isError(code) != 0)
        {
            ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_errorName(code));
            throw new ParquetException($"Zstd: {Encoding.UTF8.GetString(name)}");
        }
    }
}
