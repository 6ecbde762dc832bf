using System;
using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The extent of each dimension.</summary>
        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[LibTorch.tensor_ndim(this)];
                fixed (long* first = sizes)
                {
                    LibTorch.tensor_sizes(this, (nint)first);
                }
                return sizes;
            }
        }

        public long ndim => LibTorch.tensor_ndim(this);

        public long Dimensions => ndim;

        public long NumberOfElements => LibTorch.tensor_numel(this);

        public ScalarType dtype => (ScalarType)LibTorch.tensor_dtype(this);

        public Device device => new(device_type, device_index);

        public DeviceType device_type => (DeviceType)LibTorch.tensor_device_type(this);

        /// <summary>-1 on the CPU.</summary>
        public int device_index => LibTorch.tensor_device_index(this);

        public bool is_sparse => LibTorch.tensor_is_sparse(this) != 0;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public long ElementSize => LibTorch.tensor_element_size(this);

        public long[] size() => shape;

        /// <summary>The extent of one dimension, counted from the end when negative.</summary>
        public long size(int dim)
        {
            LibTorch.tensor_size_at(this, dim, out long extent);
            return extent;
        }

        public unsafe long[] stride()
        {
            var strides = new long[ndim];
            fixed (long* first = strides)
            {
                LibTorch.tensor_strides(this, (nint)first);
            }
            return strides;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)ndim : dim];

        public long dim() => ndim;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long storage_offset() => LibTorch.tensor_storage_offset(this);

        public bool is_contiguous() => LibTorch.tensor_is_contiguous(this) != 0;

        public bool is_pinned() => LibTorch.tensor_is_pinned(this) != 0;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Whether both tensors have the same shape and the same elements.</summary>
        public bool Equals(Tensor target)
        {
            LibTorch.tensor_same(this, target, out int same);
            return same != 0;
        }

        public override bool Equals(object? obj) => obj is Tensor other && (ReferenceEquals(this, other) || Equals(other));

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        /// <summary>The one element of a tensor that has only one.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
        public unsafe T item<T>()
            where T : unmanaged
        {
            if (TypeOf<T>() != dtype)
            {
                throw new ArgumentException(
                    $"item<{typeof(T).Name}>() reads tensors of {TypeOf<T>()}, and this one holds {dtype}: convert it with to(), or read it with ToDouble() or another of the converting readers.");
            }
            NativeScalar value = Single();
            return TypeOf<T>() switch
            {
                ScalarType.Bool => As(value.ToBoolean()),
                ScalarType.Byte => As((byte)value.ToInt64()),
                ScalarType.Int8 => As((sbyte)value.ToInt64()),
                ScalarType.Int16 => As((short)value.ToInt64()),
                ScalarType.Int32 => As((int)value.ToInt64()),
                ScalarType.Int64 => As(value.ToInt64()),
                ScalarType.Float16 => As((Half)value.ToDouble()),
                ScalarType.Float32 => As((float)value.ToDouble()),
                _ => As(value.ToDouble()),
            };

            static T As<TValue>(TValue value) => Unsafe.As<TValue, T>(ref value);
        }

        internal NativeScalar Single()
        {
            LibTorch.tensor_item(this, out NativeScalar value);
            return value;
        }
    }
}
