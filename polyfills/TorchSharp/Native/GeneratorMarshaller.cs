using System;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// A generator crosses as its handle; absent, it is libtorch's default one.
[CustomMarshaller(typeof(Generator), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
internal static class GeneratorMarshaller
{
    internal ref struct In
    {
        private Generator? generator;

        public void FromManaged(Generator? managed) => generator = managed;

        public readonly nint ToUnmanaged() => generator is null ? 0 : generator.Handle;

        public readonly void Free() => GC.KeepAlive(generator);
    }
}
