using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// An index expression as it crosses.
[NativeMarshalling(typeof(IndexListMarshaller))]
internal readonly ref struct IndexList(ReadOnlySpan<TensorIndex> entries)
{
    internal ReadOnlySpan<TensorIndex> Entries { get; } = entries;
}

internal readonly struct NativeIndex(IndexKind kind, long start, long stop, long step, long present, nint tensor)
{
    internal readonly IndexKind Kind = kind;
    internal readonly long Start = start;
    internal readonly long Stop = stop;
    internal readonly long Step = step;
    internal readonly long Present = present;
    internal readonly nint Tensor = tensor;
}

internal readonly unsafe struct NativeIndexList(NativeIndex* entries, long count)
{
    internal readonly NativeIndex* Entries = entries;
    internal readonly long Count = count;
}

internal enum IndexKind : long
{
    NewAxis = 0,
    Ellipsis = 1,
    Single = 2,
    Boolean = 3,
    Slice = 4,
    Tensor = 5,
}

[CustomMarshaller(typeof(IndexList), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
internal static class IndexListMarshaller
{
    internal unsafe ref struct In
    {
        private ReadOnlySpan<TensorIndex> managed;
        private Span<NativeIndex> entries;
        private void* rented;

        public static int BufferSize => 6;

        public void FromManaged(IndexList list, Span<NativeIndex> buffer)
        {
            managed = list.Entries;
            if (managed.Length > buffer.Length)
            {
                rented = NativeMemory.Alloc((nuint)managed.Length, (nuint)sizeof(NativeIndex));
                buffer = new Span<NativeIndex>(rented, managed.Length);
            }
            entries = buffer[..managed.Length];
            for (int i = 0; i < entries.Length; i++)
            {
                entries[i] = managed[i].ToNative();
            }
        }

        // The span lies in the caller's stack frame or in native memory: neither moves.
        public readonly NativeIndexList ToUnmanaged() =>
            new((NativeIndex*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(entries)), entries.Length);

        public readonly void Free()
        {
            NativeMemory.Free(rented);
            foreach (TensorIndex index in managed)
            {
                index.KeepAlive();
            }
        }
    }
}
