using System.Runtime.InteropServices;

namespace Parquet.Compression;

/// <summary>A compression library of the system, looked for under the names it has on the systems .NET runs on.</summary>
internal static class NativeCodec
{
    /// <exception cref="ParquetException">The library is not installed.</exception>
    public static nint Load(string method, string package, ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(NativeCodec).Assembly, null, out nint library))
            {
                return library;
            }
        }

        throw new ParquetException($"{method} needs the system library {package}, which was not found (looked for {string.Join(", ", names.ToArray())}); "
            + $"install it, or use {nameof(CompressionMethod.Snappy)}");
    }
}
