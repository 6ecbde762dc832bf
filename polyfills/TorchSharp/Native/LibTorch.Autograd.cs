using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

// The derivative and the modes that switch it off. Mirrors native/autograd.cpp.
internal static partial class LibTorch
{
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int tensor_requires_grad(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_set_requires_grad(Tensor self, Flag requiresGrad);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int tensor_is_leaf(Tensor self);

    [LibraryImport(Library)]
    internal static partial nint tensor_grad(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int tensor_has_grad(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_set_grad(Tensor self, Tensor? grad);

    [LibraryImport(Library)]
    internal static partial Done tensor_zero_grad(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_retain_grad(Tensor self);

    [LibraryImport(Library)]
    internal static partial Tensor tensor_detach(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done tensor_detach_(Tensor self);

    [LibraryImport(Library)]
    internal static partial Done backward(TensorList roots, TensorList gradients, Flag retainGraph, Flag createGraph, TensorList inputs);

    [LibraryImport(Library)]
    internal static partial Many gradients_of(TensorList outputs, TensorList gradients, TensorList inputs, Flag retainGraph,
        Flag createGraph, Flag allowUnused);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int grad_mode_get();

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void grad_mode_set(Flag enabled);

    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int inference_mode_get();

    [LibraryImport(Library)]
    internal static partial nint inference_mode_enter(Flag enabled);

    [LibraryImport(Library)]
    internal static partial void inference_mode_leave(nint mode);
}
