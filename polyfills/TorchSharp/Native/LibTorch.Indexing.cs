using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// Shapes, indices and joining. Mirrors native/indexing.cpp.
internal static partial class LibTorch
{
    [LibraryImport(Library)]
    internal static partial Tensor tensor_t(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_squeeze(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_view(Tensor self, Dims sizes);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_reshape(Tensor self, Dims sizes);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_permute(Tensor self, Dims sizes);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_repeat(Tensor self, Dims sizes);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_flip(Tensor self, Dims sizes);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_tile(Tensor self, Dims sizes);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_index(Tensor self, IndexList entries);

    [LibraryImport(Library)]
    internal static partial Done tensor_index_put_(Tensor self, IndexList entries, Tensor value);

    [LibraryImport(Library)]
    internal static partial Done tensor_index_put_number_(Tensor self, IndexList entries, Scalar value);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_transpose(Tensor self, long first, long second);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_squeeze_dim(Tensor self, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_unsqueeze(Tensor self, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_expand(Tensor self, Dims sizes, Flag isImplicit);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_flatten(Tensor self, long start, long end);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_diagonal(Tensor self, long offset, long first, long second);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_diag(Tensor self, long diagonal);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_repeat_interleave(Tensor self, long repeats, long dim, Flag whole);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_repeat_interleave_tensor(Tensor self, Tensor repeats, long dim, Flag whole);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_roll(Tensor self, Dims shifts, Dims dims);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_as_strided(Tensor self, Dims sizes, Dims strides, long offset);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_select(Tensor self, long dim, long index);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_narrow(Tensor self, long dim, long start, long length);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_slice(Tensor self, long dim, long start, long finish, long step);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_index_select(Tensor self, long dim, Tensor index);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_index_add(Tensor self, long dim, Tensor index, Tensor source, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Done tensor_index_add_(Tensor self, long dim, Tensor index, Tensor source, Scalar alpha);

    [LibraryImport(Library)]
    internal static partial Done tensor_index_copy_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_take(Tensor self, Tensor index);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_take_along_dim(Tensor self, Tensor index, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_gather(Tensor self, long dim, Tensor index);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_scatter(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Done tensor_scatter_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_scatter_add(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Done tensor_scatter_add_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_masked_fill(Tensor self, Tensor mask, Scalar value);

    [LibraryImport(Library)]
    internal static partial Done tensor_masked_fill_(Tensor self, Tensor mask, Scalar value);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_masked_select(Tensor self, Tensor mask);

    [LibraryImport(Library)]
    internal static partial Many tensor_split(Tensor self, long size, long dim);

    [LibraryImport(Library)]
    internal static partial Many tensor_split_sizes(Tensor self, Dims sizes, long dim);

    [LibraryImport(Library)]
    internal static partial Many tensor_chunk(Tensor self, long chunks, long dim);

    [LibraryImport(Library)]
    internal static partial Many tensor_unbind(Tensor self, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor join_cat(TensorList tensors, long dim);

    [LibraryImport(Library)]
    internal static partial Tensor join_stack(TensorList tensors, long dim);

    [LibraryImport(Library)]
    internal static partial Many join_broadcast(TensorList tensors);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Many join_meshgrid(TensorList tensors, string indexing);
}
