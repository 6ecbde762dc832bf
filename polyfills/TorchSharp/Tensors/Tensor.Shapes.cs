using System;
using System.Linq;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => LibTorch.tensor_view(this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => LibTorch.tensor_reshape(this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => LibTorch.tensor_flatten(this, start_dim, end_dim);

        public Tensor transpose(long dim0, long dim1) => LibTorch.tensor_transpose(this, dim0, dim1);

        public Tensor t() => LibTorch.tensor_t(this);

        /// <summary>All dimensions in reverse order.</summary>
        public Tensor T => permute([.. Enumerable.Range(0, (int)ndim).Reverse().Select(d => (long)d)]);

        /// <summary>The last two dimensions exchanged.</summary>
        public Tensor mT => transpose(-2, -1);

        public Tensor permute(params long[] permutation) => LibTorch.tensor_permute(this, permutation);

        public Tensor squeeze(long? dim = null) =>
            dim is { } along ? LibTorch.tensor_squeeze_dim(this, along) : LibTorch.tensor_squeeze(this);

        public Tensor unsqueeze(long dim) => LibTorch.tensor_unsqueeze(this, dim);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => LibTorch.tensor_expand(this, sizes, isImplicit);

        public Tensor expand(params long[] sizes) => LibTorch.tensor_expand(this, sizes, false);

        public Tensor expand(Size sizes, bool isImplicit = false) => LibTorch.tensor_expand(this, sizes.Shape, isImplicit);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => expand(shape);

        public Tensor repeat(params long[] sizes) => LibTorch.tensor_repeat(this, sizes);

        public Tensor tile(params long[] reps) => LibTorch.tensor_tile(this, reps);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            LibTorch.tensor_repeat_interleave(this, repeats, dim ?? 0, dim is null);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            LibTorch.tensor_repeat_interleave_tensor(this, repeats, dim ?? 0, dim is null);

        public Tensor roll(long shifts, long dims) => LibTorch.tensor_roll(this, (ReadOnlySpan<long>)[shifts], (ReadOnlySpan<long>)[dims]);

        public Tensor flip(params long[] dims) => LibTorch.tensor_flip(this, dims);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            LibTorch.tensor_as_strided(this, size, strides, storageOffset);

        public Tensor[] split(long size, long dim = 0) => LibTorch.tensor_split(this, size, dim).Items;

        public Tensor[] split(long[] sizes, long dim = 0) => LibTorch.tensor_split_sizes(this, sizes, dim).Items;

        public Tensor[] chunk(long chunks, long dim = 0L) => LibTorch.tensor_chunk(this, chunks, dim).Items;

        public Tensor[] unbind(int dim = 0) => LibTorch.tensor_unbind(this, dim).Items;
    }
}
