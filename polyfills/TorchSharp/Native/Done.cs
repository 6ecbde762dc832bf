using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Native;

// The outcome of a call that has an effect and no result: it exists only when the call succeeded, otherwise the call throws.
[NativeMarshalling(typeof(DoneMarshaller))]
internal readonly struct Done;

[CustomMarshaller(typeof(Done), MarshalMode.ManagedToUnmanagedOut, typeof(DoneMarshaller))]
internal static class DoneMarshaller
{
    public static Done ConvertToManaged(int success) => success != 0 ? default : throw LibTorch.LastError();
}
