using System.Runtime.InteropServices;

namespace ReAgent.Data.Batches;

/// <summary>
/// Asks the system to load mapped pages before they are read. .NET has no call for it, so the C library is asked; Windows reads mapped files ahead
/// by itself.
/// </summary>
internal static unsafe partial class MappedReading
{
    private const int WillNeed = 3;

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

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);
}
