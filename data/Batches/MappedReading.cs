using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ReAgent.Data.Batches;

/// <summary>
/// Has what will be read loaded before it is: mapped pages by the system, for which the C library is asked (Windows reads mapped files ahead by itself),
/// and lines of memory by the processor.
/// </summary>
internal static unsafe partial class MappedReading
{
    private const int WillNeed = 3;
    private const int CacheLine = 64;

    public static void Expect(byte* start, long length)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A hint only: where it is refused, pages are loaded when they are read.
        var page = (nuint)Environment.SystemPageSize;
        var first = (nuint)start / page * page;
        _ = Advise((void*)first, (nuint)start + (nuint)length - first, WillNeed);
    }

    /// <summary>Loads the lines into the cache without waiting for them; does nothing on processors that offer no such instruction to .NET.</summary>
    public static void Fetch(ReadOnlySpan<byte> bytes)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        fixed (byte* start = bytes)
        {
            for (var line = 0; line < bytes.Length; line += CacheLine)
            {
                Sse.Prefetch0(start + line);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);
}
