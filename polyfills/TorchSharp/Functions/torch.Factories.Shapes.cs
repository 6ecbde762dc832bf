using System;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of the given shape, filled with zeros.</summary>
    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_zeros(size, Code(dtype), PlaceType(device), PlaceIndex(device)), requires_grad);

    /// <inheritdoc cref="zeros(ReadOnlySpan{long}, ScalarType?, Device?, bool)"/>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros((ReadOnlySpan<long>)size, dtype, device, requires_grad);

    public static Tensor zeros(Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros((ReadOnlySpan<long>)size.Shape, dtype, device, requires_grad);

    public static Tensor zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([size], dtype, device, requires_grad);

    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([rows, columns], dtype, device, requires_grad);

    public static Tensor zeros(long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor zeros(long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the given shape, filled with ones.</summary>
    public static Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_ones(size, Code(dtype), PlaceType(device), PlaceIndex(device)), requires_grad);

    /// <inheritdoc cref="ones(ReadOnlySpan{long}, ScalarType?, Device?, bool)"/>
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones((ReadOnlySpan<long>)size, dtype, device, requires_grad);

    public static Tensor ones(Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones((ReadOnlySpan<long>)size.Shape, dtype, device, requires_grad);

    public static Tensor ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([size], dtype, device, requires_grad);

    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([rows, columns], dtype, device, requires_grad);

    public static Tensor ones(long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor ones(long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the given shape, filled with whatever its memory holds.</summary>
    public static Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_empty(size, Code(dtype), PlaceType(device), PlaceIndex(device)), requires_grad);

    /// <inheritdoc cref="empty(ReadOnlySpan{long}, ScalarType?, Device?, bool)"/>
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty((ReadOnlySpan<long>)size, dtype, device, requires_grad);

    public static Tensor empty(Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty((ReadOnlySpan<long>)size.Shape, dtype, device, requires_grad);

    public static Tensor empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([size], dtype, device, requires_grad);

    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([rows, columns], dtype, device, requires_grad);

    public static Tensor empty(long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor empty(long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([dim0, dim1, dim2, dim3], dtype, device, requires_grad);

    /// <summary>A tensor of the given shape, filled with numbers drawn uniformly from [0, 1).</summary>
    public static Tensor rand(ReadOnlySpan<long> size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Tracked(LibTorch.make_rand(size, generator, Code(dtype), PlaceType(device), PlaceIndex(device)), requires_grad);

    /// <inheritdoc cref="rand(ReadOnlySpan{long}, ScalarType?, Device?, bool, Generator?)"/>
    public static Tensor rand(long[] size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        rand((ReadOnlySpan<long>)size, dtype, device, requires_grad, generator);

    public static Tensor rand(Size size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        rand((ReadOnlySpan<long>)size.Shape, dtype, device, requires_grad, generator);

    public static Tensor rand(long size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        rand([size], dtype, device, requires_grad, generator);

    public static Tensor rand(long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        rand([rows, columns], dtype, device, requires_grad, generator);

    public static Tensor rand(long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        rand([dim0, dim1, dim2], dtype, device, requires_grad, generator);

    public static Tensor rand(long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        rand([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);

    /// <summary>A tensor of the given shape, filled with numbers drawn from the standard normal distribution.</summary>
    public static Tensor randn(ReadOnlySpan<long> size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Tracked(LibTorch.make_randn(size, generator, Code(dtype), PlaceType(device), PlaceIndex(device)), requires_grad);

    /// <inheritdoc cref="randn(ReadOnlySpan{long}, ScalarType?, Device?, bool, Generator?)"/>
    public static Tensor randn(long[] size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randn((ReadOnlySpan<long>)size, dtype, device, requires_grad, generator);

    public static Tensor randn(Size size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randn((ReadOnlySpan<long>)size.Shape, dtype, device, requires_grad, generator);

    public static Tensor randn(long size,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randn([size], dtype, device, requires_grad, generator);

    public static Tensor randn(long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randn([rows, columns], dtype, device, requires_grad, generator);

    public static Tensor randn(long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randn([dim0, dim1, dim2], dtype, device, requires_grad, generator);

    public static Tensor randn(long dim0, long dim1, long dim2, long dim3,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randn([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);
}
