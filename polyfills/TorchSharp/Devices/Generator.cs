using System;
using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers with a state of its own.</summary>
    [NativeMarshalling(typeof(GeneratorMarshaller))]
    public sealed class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
            : this(LibTorch.generator_new(seed, (int)(device ?? CPU).type, (device ?? CPU).index), device ?? CPU)
        {
        }

        private Generator(nint handle, Device device)
        {
            this.handle = handle != 0 ? handle : throw LibTorch.LastError();
            this.device = device;
        }

        ~Generator() => Free();

        /// <summary>The stream that random operations draw from when they are given none.</summary>
        public static Generator Default => new(LibTorch.generator_default(), CPU);

        public Device device { get; }

        internal nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        public ulong initial_seed()
        {
            ulong seed = LibTorch.generator_seed(Handle);
            GC.KeepAlive(this);
            return seed;
        }

        public Generator manual_seed(long seed)
        {
            LibTorch.generator_set_seed(Handle, unchecked((ulong)seed));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>The state as a tensor of bytes; on the CPU it holds everything that later draws depend on.</summary>
        public Tensor get_state()
        {
            Tensor state = LibTorch.generator_get_state(Handle);
            GC.KeepAlive(this);
            return state;
        }

        public void set_state(Tensor value)
        {
            LibTorch.generator_set_state(Handle, value);
            GC.KeepAlive(this);
        }

        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        private void Free()
        {
            if (handle != 0)
            {
                LibTorch.generator_free(handle);
                handle = 0;
            }
        }
    }
}
