using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Every signature at the border is blittable (or made so by the marshallers of this folder).
[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Native;

// The C interface of native/, one partial file for each of its translation units.
internal static partial class LibTorch
{
    private const string Library = "ReAgentTorch";

    // libtorch's message for the call that just failed on this thread.
    internal static ExternalException LastError() =>
        new(Marshal.PtrToStringUTF8(last_error_message()) is { Length: > 0 } message ? message : "libtorch failed without a message");
}
