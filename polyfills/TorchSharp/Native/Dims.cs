using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Native;

// Integers that cross together: a shape, or a choice of dimensions (which may be absent).
[NativeMarshalling(typeof(DimsMarshaller))]
internal readonly ref struct Dims
{
    private Dims(ReadOnlySpan<long> values, bool present)
    {
        Values = values;
        Present = present;
    }

    internal ReadOnlySpan<long> Values { get; }

    internal bool Present { get; }

    internal static Dims None => default;

    internal static Dims Of(long[]? values) => values is null ? None : new(values, true);

    public static implicit operator Dims(ReadOnlySpan<long> values) => new(values, true);

    public static implicit operator Dims(long[] values) => new(values, true);
}

internal readonly unsafe struct NativeDims(long* values, long count)
{
    internal readonly long* Values = values;
    internal readonly long Count = count;
}

[CustomMarshaller(typeof(Dims), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
internal static class DimsMarshaller
{
    internal unsafe ref struct In
    {
        private Span<long> values;
        private bool present;
        private void* rented;

        public static int BufferSize => 12;

        public void FromManaged(Dims dims, Span<long> buffer)
        {
            present = dims.Present;
            if (dims.Values.Length > buffer.Length)
            {
                rented = NativeMemory.Alloc((nuint)dims.Values.Length, sizeof(long));
                buffer = new Span<long>(rented, dims.Values.Length);
            }
            values = buffer[..dims.Values.Length];
            dims.Values.CopyTo(values);
        }

        // The span lies in the caller's stack frame or in native memory: neither moves.
        public readonly NativeDims ToUnmanaged() =>
            new((long*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values)), present ? values.Length : -1);

        public readonly void Free() => NativeMemory.Free(rented);
    }
}
