using System.Runtime.InteropServices;

namespace TorchSharp.Native;

// What holds for the whole process: memory, threads, devices, defaults. Mirrors native/process.cpp.
internal static partial class LibTorch
{
    [LibraryImport(Library)]
    internal static partial Done threads_set(int count);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int threads_get();

    [LibraryImport(Library)]
    internal static partial Done interop_threads_set(int count);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int interop_threads_get();

    [LibraryImport(Library)]
    internal static partial int cuda_is_available();

    [LibraryImport(Library)]
    internal static partial int cuda_device_count();

    [LibraryImport(Library)]
    internal static partial Done cuda_synchronize(long deviceIndex);

    [LibraryImport(Library)]
    internal static partial Done default_dtype_set(int dtype);
}
