using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => LibTorch.join_cat(TensorList.From(tensors), dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => LibTorch.join_cat(tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => LibTorch.join_cat(tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concatenate(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => LibTorch.join_stack(TensorList.From(tensors), dim);

    public static Tensor hstack(params Tensor[] tensors) => cat(tensors, tensors.Length > 0 && tensors[0].ndim <= 1 ? 0 : 1);

    public static Tensor hstack(IList<Tensor> tensors) => hstack([.. tensors]);

    public static Tensor vstack(params Tensor[] tensors) =>
        WrappedTensorDisposeScope(() => cat([.. tensors.Select(tensor => tensor.ndim <= 1 ? tensor.view(1, -1) : tensor)], 0));

    public static Tensor vstack(IList<Tensor> tensors) => vstack([.. tensors]);

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => LibTorch.join_broadcast(tensors).Items;

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        LibTorch.join_meshgrid(TensorList.From(tensors), indexing).Items;

    public static Tensor[] split(Tensor tensor, long split_size, long dim = 0L) => tensor.split(split_size, dim);

    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0L) => tensor.split(split_size_or_sections, dim);

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0L) => input.chunk(chunks, dim);

    public static Tensor[] unbind(Tensor input, int dim = 0) => input.unbind(dim);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => LibTorch.where_chosen(condition, x, y);

    public static Tensor[] where(Tensor condition) => [.. condition.nonzero_as_list()];

    public static Tensor einsum(string equation, params Tensor[] tensors) => LibTorch.tensor_einsum(equation, tensors);
}
