using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor over the memory of an array of any rank, pinned while the tensor lives: writing to one is seen in the other. With
    /// another element type or device the values are copied.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false)
    {
        Type element = rawArray.GetType().GetElementType() ?? throw new InvalidOperationException("The array has no element type.");
        return Settled(OverMemory(rawArray, Extents(rawArray), TypeOf(element), 0), dtype, device, requires_grad);
    }

    /// <inheritdoc cref="from_array(Array, ScalarType?, Device?, bool)"/>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device ?? CPU);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        (dtype ?? data.dtype) == data.dtype && (device is null || device.Equals(data.device))
            ? data
            : data.to(dtype ?? data.dtype, device ?? data.device);

    /// <summary>A one-dimensional tensor over part of an array's memory.</summary>
    /// <param name="rawArray">The array, pinned while the tensor lives.</param>
    /// <param name="dtype">The element type; values of another type are converted, which copies them.</param>
    /// <param name="count">How many elements; -1 takes all from the offset on.</param>
    /// <param name="offset">The first element.</param>
    /// <param name="requires_grad">Whether derivatives are recorded.</param>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
        {
            throw new ArgumentException($"The offset {offset} is outside of the array's {rawArray.LongLength} elements.", nameof(offset));
        }
        if (count > rawArray.LongLength - offset)
        {
            throw new IndexOutOfRangeException(
                $"The array has only {rawArray.LongLength - offset} elements from the offset {offset} on, and {count} were asked for.");
        }
        ScalarType own = TypeOf(rawArray.GetType().GetElementType()!);
        return Settled(OverMemory(rawArray, [count < 0 ? rawArray.LongLength - offset : count], own, offset), dtype, null, requires_grad);
    }

    internal static unsafe Tensor FromArray<T>(
        ReadOnlySpan<T> data, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        long elements = 1;
        foreach (long extent in dimensions)
        {
            elements *= extent;
        }
        if (elements > data.Length)
        {
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {elements} vs. {data.Length}");
        }
        fixed (T* first = data)
        {
            return Settled(LibTorch.make_from_bytes((nint)first, dimensions, (int)TypeOf<T>()), dtype, device, requires_grad);
        }
    }

    private static unsafe Tensor OverMemory(Array array, ReadOnlySpan<long> dimensions, ScalarType type, long offset)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        int width = Buffer.ByteLength(array) / Math.Max(1, array.Length);
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) + (nint)(offset * width);
        return LibTorch.make_over_memory(
            start, dimensions, (int)type, GCHandle.ToIntPtr(pin), (nint)(delegate* unmanaged<nint, void>)&Unpin);
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();

    // Converts a fresh tensor to the type and place asked for, without leaving the intermediate behind.
    private static Tensor Settled(Tensor made, ScalarType? dtype, Device? device, bool requires_grad)
    {
        device ??= defaultDevice;
        bool moves = device is not null && (device.type != DeviceType.CPU);
        if ((dtype is { } type && type != made.dtype) || moves)
        {
            Tensor settled = made.to(dtype ?? made.dtype, moves ? device! : CPU);
            made.Dispose();
            made = settled;
        }
        return Tracked(made, requires_grad);
    }

    private static Tensor Tracked(Tensor made, bool requires_grad)
    {
        if (requires_grad)
        {
            made.requires_grad = true;
        }
        return made;
    }

    private static long[] Extents(Array array)
    {
        var extents = new long[array.Rank];
        for (int d = 0; d < extents.Length; d++)
        {
            extents[d] = array.GetLongLength(d);
        }
        return extents;
    }

    private static ReadOnlySpan<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    // libtorch's codes of where a new tensor goes.
    private static int PlaceType(Device? device) => (int)(device ?? get_default_device()).type;

    private static int PlaceIndex(Device? device) => (device ?? get_default_device()).index;
}
