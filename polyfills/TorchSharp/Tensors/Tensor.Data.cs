using System;
using System.IO;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous tensor on the CPU; it is valid while the tensor lives.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (device_type != DeviceType.CPU)
                {
                    throw new InvalidOperationException(
                        $"Reading data from non-CPU memory is not supported (the tensor is on {device}): move or copy it with cpu() first.");
                }
                if (!is_contiguous())
                {
                    throw new InvalidOperationException(
                        "The bytes of a tensor can be reached only when it is contiguous: call contiguous() first.");
                }
                return new Span<byte>((void*)DataPointer(), checked((int)(NumberOfElements * ElementSize)));
            }
            set
            {
                Span<byte> target = bytes;
                if (value.Length != target.Length)
                {
                    throw new ArgumentException($"The tensor holds {target.Length} bytes, and {value.Length} were given.");
                }
                value.CopyTo(target);
                GC.KeepAlive(this);
            }
        }

        /// <summary>The elements, to be read and written in place. The tensor must be on the CPU and hold <typeparamref
        /// name="T"/>.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged => new(this);

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using Tensor row = contiguous();
            using Tensor host = row.cpu();
            stream.Write(host.bytes);
            GC.KeepAlive(host);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            stream.ReadExactly(bytes);
            GC.KeepAlive(this);
        }

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            LibTorch.tensor_copy_(this, source, nonBlocking);
            return this;
        }

        public Tensor set_data(Tensor source)
        {
            LibTorch.tensor_set_data(this, source);
            return this;
        }

        public Tensor clone() => LibTorch.tensor_clone(this);

        public Tensor alias() => LibTorch.tensor_alias(this);

        public Tensor contiguous() => LibTorch.tensor_contiguous(this);

        public Tensor pin_memory() => LibTorch.tensor_pin_memory(this);

        internal nint DataPointer()
        {
            nint data = LibTorch.tensor_data(this);
            return data != 0 || NumberOfElements == 0 ? data : throw LibTorch.LastError();
        }
    }
}
