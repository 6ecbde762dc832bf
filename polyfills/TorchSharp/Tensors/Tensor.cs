using System;
using System.Runtime.InteropServices.Marshalling;
using System.Threading;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of libtorch: this object owns one reference to it, freed by <see cref="Dispose()"/>, by the dispose scope in
    /// which the tensor was made, or late by the finalizer.</summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        private nint handle;

        internal Tensor(nint handle)
            : this(handle, register: true)
        {
        }

        internal Tensor(nint handle, bool register)
        {
            this.handle = handle;
            long total = Interlocked.Increment(ref totalCount);
            if (total > Volatile.Read(ref peakCount))
            {
                RaisePeak(total);
            }
            if (register)
            {
                DisposeScopeManager.ThreadSingleton.Register(this);
            }
        }

        ~Tensor() => Release();

        /// <summary>The number of tensors alive in this process, and the most there ever were.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        /// <inheritdoc cref="TotalCount"/>
        public static long PeakCount => Interlocked.Read(ref peakCount);

        /// <summary>libtorch's pointer.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed, or became a <see cref="Modules.Parameter"/>.</exception>
        public nint Handle => handle != 0
            ? handle
            : throw new InvalidOperationException("The tensor was disposed, or its handle moved into a Parameter.");

        public bool IsInvalid => handle == 0;

        internal DisposeScope? OwningDisposeScope { get; set; }

        // Where the owning scope keeps this tensor.
        internal int ScopeSlot { get; set; }

        public void Dispose()
        {
            if (handle != 0)
            {
                DisposeScopeManager.ThreadSingleton.CountDisposal(this);
            }
            OwningDisposeScope?.Forget(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing) => Release();

        // Frees without telling the scope, which is forgetting all its tensors.
        internal void Free()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        // Gives the handle, and with it the duty to free it, to the caller.
        internal nint MoveHandle()
        {
            nint moved = Handle;
            handle = 0;
            Interlocked.Decrement(ref totalCount);
            GC.SuppressFinalize(this);
            return moved;
        }

        private void Release()
        {
            nint released = handle;
            if (released != 0)
            {
                handle = 0;
                Interlocked.Decrement(ref totalCount);
                LibTorch.tensor_free(released);
            }
        }

        private static void RaisePeak(long total)
        {
            long peak = Volatile.Read(ref peakCount);
            while (total > peak)
            {
                long seen = Interlocked.CompareExchange(ref peakCount, total, peak);
                if (seen == peak)
                {
                    return;
                }
                peak = seen;
            }
        }
    }
}
