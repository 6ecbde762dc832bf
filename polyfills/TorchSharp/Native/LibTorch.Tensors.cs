using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// Making, moving, inspecting and freeing tensors. Mirrors native/tensors.cpp.
internal static partial class LibTorch
{
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial nint last_error_message();

    [LibraryImport(Library)]
    internal static partial void tensor_free(nint tensor);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long list_count(nint tensors);

    [LibraryImport(Library)]
    internal static partial nint list_take(nint tensors, long index);

    [LibraryImport(Library)]
    internal static partial void list_free(nint tensors);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long tensor_ndim(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long tensor_numel(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void tensor_sizes(Tensor self, nint sizes);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void tensor_strides(Tensor self, nint strides);

    [LibraryImport(Library)]
    internal static partial Done tensor_size_at(Tensor self, long dim, out long size);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int tensor_dtype(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int tensor_device_type(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int tensor_device_index(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long tensor_element_size(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long tensor_storage_offset(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int tensor_is_contiguous(Tensor self);

    [LibraryImport(Library)]
    internal static partial int tensor_is_pinned(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int tensor_is_sparse(Tensor self);

    [LibraryImport(Library)]
    internal static partial nint tensor_data(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_item(Tensor self, out NativeScalar value);

    [LibraryImport(Library)]
    internal static partial Tensor make_zeros(Dims size, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_ones(Dims size, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_empty(Dims size, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_full(Dims size, Scalar value, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_arange(Scalar start, Scalar stop, Scalar step, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_linspace(double start, double end, long steps, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_logspace(double start, double end, long steps, double @base, int dtype, int deviceType,
        int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_eye(long rows, long columns, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_zeros_like(Tensor self, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_ones_like(Tensor self, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_empty_like(Tensor self, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_full_like(Tensor self, Scalar value, int dtype, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    internal static partial Tensor make_from_bytes(nint bytes, Dims size, int dtype);

    [LibraryImport(Library)]
    internal static partial Tensor make_over_memory(nint memory, Dims size, int dtype, nint owner, nint release);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_to(Tensor self, int dtype, int deviceType, int deviceIndex, Flag copy, Flag nonBlocking);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_clone(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_alias(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_contiguous(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_pin_memory(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_copy_(Tensor self, Tensor source, Flag nonBlocking);

    [LibraryImport(Library)]
    internal static partial Done tensor_set_data(Tensor self, Tensor source);
}
