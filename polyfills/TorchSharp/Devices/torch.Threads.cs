using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How many threads one operation may use, for all threads of the process.</summary>
    public static void set_num_threads(int num) => LibTorch.threads_set(num);

    public static int get_num_threads() => LibTorch.threads_get();

    /// <summary>How many operations may run at a time; it can be set once, before the first parallel work.</summary>
    public static void set_num_interop_threads(int num) => LibTorch.interop_threads_set(num);

    public static int get_num_interop_threads() => LibTorch.interop_threads_get();
}
