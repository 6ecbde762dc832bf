using System;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// A tensor crosses as its handle. Going in, the marshaller holds the managed owner until the call has returned, so a finalizer cannot
// free the tensor under libtorch; coming out, a null handle means that the call failed.
[CustomMarshaller(typeof(Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
[CustomMarshaller(typeof(Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Out))]
internal static class TensorMarshaller
{
    internal ref struct In
    {
        private Tensor? tensor;

        public void FromManaged(Tensor? managed) => tensor = managed;

        public readonly nint ToUnmanaged() => tensor is null ? 0 : tensor.Handle;

        public readonly void Free() => GC.KeepAlive(tensor);
    }

    internal static class Out
    {
        public static Tensor ConvertToManaged(nint handle) => handle != 0 ? new Tensor(handle) : throw LibTorch.LastError();
    }
}
