using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in CPU memory, in row-major order whatever the tensor's strides. It keeps the tensor alive and reads
/// and writes its memory directly; it must not be used after the tensor was disposed.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor tensor;
    private readonly nint data;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException(
                $"Reading data from non-CPU memory is not supported (the tensor is on {tensor.device}): move or copy it with cpu() first.");
        }
        if (torch.TypeOf<T>() != tensor.dtype)
        {
            throw new ArgumentException(
                $"data<{typeof(T).Name}>() reads tensors of {torch.TypeOf<T>()}, and this one holds {tensor.dtype}.");
        }
        this.tensor = tensor;
        data = tensor.DataPointer();
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    public bool IsSpanable => contiguous && Count <= int.MaxValue;

    public T this[long index]
    {
        get => At(Offset(index));
        set => At(Offset(index)) = value;
    }

    public T this[params long[] indices]
    {
        get => At(Offset(indices));
        set => At(Offset(indices)) = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>The elements as an array of the tensor's own rank.</summary>
    public Array ToNDArray()
    {
        if (shape.Length == 0)
        {
            return ToArray();
        }
        Array array = Array.CreateInstance(typeof(T), shape);
        Span<T> flat = MemoryMarshal.CreateSpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), checked((int)Count));
        CopyTo(flat);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on, as many as there are and as fit.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Span<T> target = Bounded(array, arrayIndex, tensorIndex);
        if (contiguous)
        {
            Memory(tensorIndex, target.Length).CopyTo(target);
        }
        else
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = At(Offset(tensorIndex + i));
            }
        }
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Writes elements from <paramref name="tensorIndex"/> on, as many as are given and as fit.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array[arrayIndex..];
        source = source[..(int)Math.Min(source.Length, Count - tensorIndex)];
        if (contiguous)
        {
            source.CopyTo(Memory(tensorIndex, source.Length));
        }
        else
        {
            for (int i = 0; i < source.Length; i++)
            {
                At(Offset(tensorIndex + i)) = source[i];
            }
        }
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The tensor stays its owner's; there is nothing to free here.</summary>
    public void Dispose()
    {
    }

    private Span<T> Bounded(Span<T> array, int arrayIndex, long tensorIndex)
    {
        Span<T> target = array[arrayIndex..];
        return target[..(int)Math.Min(target.Length, Count - tensorIndex)];
    }

    private unsafe Span<T> Memory(long start, int length) => new((T*)data + start, length);

    private unsafe ref T At(long offset) => ref ((T*)data)[offset];

    // Where the element of a row-major position lies.
    private long Offset(long index)
    {
        if (index < 0 || index >= Count)
        {
            throw new IndexOutOfRangeException($"The index {index} is outside of the tensor's {Count} elements.");
        }
        if (contiguous)
        {
            return index;
        }
        long offset = 0;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            (index, long place) = Math.DivRem(index, shape[d]);
            offset += place * strides[d];
        }
        return offset;
    }

    private long Offset(long[] indices)
    {
        if (indices.Length != shape.Length || indices.Zip(shape).Any(pair => pair.First < 0 || pair.First >= pair.Second))
        {
            throw new IndexOutOfRangeException(
                $"The index [{string.Join(", ", indices)}] is outside of the shape [{string.Join(", ", shape)}].");
        }
        return indices.Zip(strides, (index, step) => index * step).Sum();
    }
}
