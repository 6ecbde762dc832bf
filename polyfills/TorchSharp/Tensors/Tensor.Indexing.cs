using System;
using System.Linq;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A view (slices, positions) or a copy (masks, tensors of positions) of the chosen elements, as in NumPy.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <inheritdoc cref="this[TensorIndex[]]"/>
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[long i1]
        {
            get => LibTorch.tensor_select(this, 0, i1);
            set => Put(value, [i1]);
        }

        public Tensor this[long i1, long i2]
        {
            get => At([i1, i2]);
            set => Put(value, [i1, i2]);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => At([i1, i2, i3]);
            set => Put(value, [i1, i2, i3]);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At([i1, i2, i3, i4]);
            set => Put(value, [i1, i2, i3, i4]);
        }

        public Tensor index(params TensorIndex[] indices) => At(indices);

        public Tensor index(params Tensor[] indices) => At([.. indices.Select(TensorIndex.Tensor)]);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => Put(value, indices);

        public Tensor index_put_(Tensor value, params Tensor[] indices) => Put(value, [.. indices.Select(TensorIndex.Tensor)]);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            LibTorch.tensor_index_put_number_(this, new IndexList(indices), value);
            return this;
        }

        public Tensor index_select(long dim, Tensor index) => LibTorch.tensor_index_select(this, dim, index);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            LibTorch.tensor_index_add(this, dim, index, source, alpha);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            LibTorch.tensor_index_add_(this, dim, index, source, alpha);
            return this;
        }

        public Tensor index_copy_(long dim, Tensor index, Tensor source)
        {
            LibTorch.tensor_index_copy_(this, dim, index, source);
            return this;
        }

        public Tensor select(long dim, long index) => LibTorch.tensor_select(this, dim, index);

        public Tensor narrow(long dim, long start, long length) => LibTorch.tensor_narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => LibTorch.tensor_slice(this, dim, start, finish, step);

        public Tensor take(Tensor index) => LibTorch.tensor_take(this, index);

        public Tensor take_along_dim(Tensor indices, long dim) => LibTorch.tensor_take_along_dim(this, indices, dim);

        public Tensor gather(long dim, Tensor index) => LibTorch.tensor_gather(this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => LibTorch.tensor_scatter(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            LibTorch.tensor_scatter_(this, dim, index, src);
            return this;
        }

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => LibTorch.tensor_scatter_add(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src)
        {
            LibTorch.tensor_scatter_add_(this, dim, index, src);
            return this;
        }

        public Tensor masked_fill(Tensor mask, Scalar value) => LibTorch.tensor_masked_fill(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            LibTorch.tensor_masked_fill_(this, mask, value);
            return this;
        }

        public Tensor masked_select(Tensor mask) => LibTorch.tensor_masked_select(this, mask);

        private Tensor At(ReadOnlySpan<TensorIndex> indices) => LibTorch.tensor_index(this, new IndexList(indices));

        private Tensor Put(Tensor value, ReadOnlySpan<TensorIndex> indices)
        {
            LibTorch.tensor_index_put_(this, new IndexList(indices), value);
            return this;
        }
    }
}
