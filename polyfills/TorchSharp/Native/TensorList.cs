using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// Tensors that cross together.
[NativeMarshalling(typeof(TensorListMarshaller))]
internal readonly struct TensorList(IReadOnlyList<Tensor>? items)
{
    internal IReadOnlyList<Tensor> Items => items ?? [];

    public static implicit operator TensorList(Tensor[]? items) => new(items);

    public static implicit operator TensorList(List<Tensor>? items) => new(items);

    internal static TensorList From(IEnumerable<Tensor>? items) =>
        new(items as IReadOnlyList<Tensor> ?? (items is null ? null : [.. items]));
}

internal readonly unsafe struct NativeTensorList(nint* handles, long count)
{
    internal readonly nint* Handles = handles;
    internal readonly long Count = count;
}

[CustomMarshaller(typeof(TensorList), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
internal static class TensorListMarshaller
{
    internal unsafe ref struct In
    {
        private IReadOnlyList<Tensor> items;
        private Span<nint> handles;
        private void* rented;

        public static int BufferSize => 16;

        public void FromManaged(TensorList list, Span<nint> buffer)
        {
            items = list.Items;
            if (items.Count > buffer.Length)
            {
                rented = NativeMemory.Alloc((nuint)items.Count, (nuint)sizeof(nint));
                buffer = new Span<nint>(rented, items.Count);
            }
            handles = buffer[..items.Count];
            for (int i = 0; i < handles.Length; i++)
            {
                handles[i] = items[i].Handle;
            }
        }

        // The span lies in the caller's stack frame or in native memory: neither moves.
        public readonly NativeTensorList ToUnmanaged() =>
            new((nint*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(handles)), handles.Length);

        public readonly void Free()
        {
            NativeMemory.Free(rented);
            GC.KeepAlive(items);
            for (int i = 0; i < handles.Length; i++)
            {
                GC.KeepAlive(items[i]);
            }
        }
    }
}
