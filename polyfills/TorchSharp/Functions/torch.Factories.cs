using System;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor filled with one value; without an element type, whole numbers make int64 and others the default type.</summary>
    public static Tensor full(
        ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(
            LibTorch.make_full(
                size,
                value,
                (int)(dtype ?? (is_integral(value.Type) ? ScalarType.Int64 : get_default_dtype())),
                PlaceType(device),
                PlaceIndex(device)),
            requires_grad);

    /// <inheritdoc cref="full(ReadOnlySpan{long}, Scalar, ScalarType?, Device?, bool)"/>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full((ReadOnlySpan<long>)size, value, dtype, device, requires_grad);

    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([size], value, dtype, device, requires_grad);

    public static Tensor full(
        long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([rows, columns], value, dtype, device, requires_grad);

    public static Tensor full(
        long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        full([dim0, dim1, dim2], value, dtype, device, requires_grad);

    /// <summary>start, start + step, ... below stop; int64 when all three are whole numbers, otherwise the default type.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_arange(start, stop, step, Code(dtype), PlaceType(device), PlaceIndex(device)), requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, Scalar.One, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, Scalar.One, dtype, device, requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_linspace(start, end, steps, Code(dtype), PlaceType(device), PlaceIndex(device)), requires_grad);

    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Tracked(LibTorch.make_logspace(start, end, steps, @base, Code(dtype), PlaceType(device), PlaceIndex(device)), requires_grad);

    public static Tensor eye(
        long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_eye(rows, columns < 0 ? rows : columns, Code(dtype), PlaceType(device), PlaceIndex(device)), requires_grad);

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_zeros_like(input, Code(dtype), Elsewhere(device), ElsewhereIndex(device)), requires_grad);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_ones_like(input, Code(dtype), Elsewhere(device), ElsewhereIndex(device)), requires_grad);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_empty_like(input, Code(dtype), Elsewhere(device), ElsewhereIndex(device)), requires_grad);

    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_full_like(input, value, Code(dtype), Elsewhere(device), ElsewhereIndex(device)), requires_grad);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_rand_like(input, Code(dtype), Elsewhere(device), ElsewhereIndex(device)), requires_grad);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tracked(LibTorch.make_randn_like(input, Code(dtype), Elsewhere(device), ElsewhereIndex(device)), requires_grad);

    /// <summary>Whole numbers drawn uniformly from [low, high).</summary>
    public static Tensor randint(
        long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        Tracked(
            LibTorch.make_randint(
                low, high, size.Shape, generator, (int)(dtype ?? ScalarType.Int64), PlaceType(device), PlaceIndex(device)), requires_grad);

    /// <inheritdoc cref="randint(long, long, Size, ScalarType?, Device?, bool, Generator?)"/>
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        randint(low, high, new Size(size), dtype, device, requires_grad, generator);

    public static Tensor randint(
        long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator);

    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randint(0, high, new Size(size), dtype, device, requires_grad, generator);

    /// <summary>The numbers 0 to n - 1 in random order.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Tracked(
            LibTorch.make_randperm(n, generator, (int)(dtype ?? ScalarType.Int64), PlaceType(device), PlaceIndex(device)), requires_grad);

    public static Tensor normal(
        double mean,
        double std,
        ReadOnlySpan<long> size,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        Generator? generator = null) =>
        randn(size, dtype, device, false, generator).mul_(std).add_(mean).requires_grad_(requires_grad);

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => LibTorch.make_normal(mean, std, generator);

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    /// <summary>Positions drawn in proportion to the weights of each row.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);

    // Without a device, a tensor made like another goes where that one is.
    private static int Elsewhere(Device? device) => device is null ? -1 : (int)device.type;

    private static int ElsewhereIndex(Device? device) => device?.index ?? -1;
}
