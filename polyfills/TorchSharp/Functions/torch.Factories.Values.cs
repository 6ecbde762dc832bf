using System;
using System.Collections.Generic;

namespace TorchSharp;

// Tensors with a copy of the caller's values; the element type is that of the values unless one is named.
public static partial class torch
{
    public static Tensor tensor(bool scalar, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(bool scalar, ScalarType? dtype, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(bool[] rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>(rawArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    public static Tensor tensor(IList<bool> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>([.. rawArray], dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<bool> rawArray, long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>([.. rawArray], [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>(Elements<bool>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>(Elements<bool>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>(Elements<bool>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(Memory<bool> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<bool>(rawArray.Span, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(byte scalar, ScalarType? dtype, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(byte[] rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>(rawArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    public static Tensor tensor(IList<byte> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>([.. rawArray], dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<byte> rawArray, long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>([.. rawArray], [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>(Elements<byte>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>(Elements<byte>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(byte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>(Elements<byte>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(Memory<byte> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<byte>(rawArray.Span, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(sbyte scalar, ScalarType? dtype, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(sbyte[] rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>(rawArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    public static Tensor tensor(IList<sbyte> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>([.. rawArray], dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<sbyte> rawArray, long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>([.. rawArray], [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<sbyte> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(sbyte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>(Elements<sbyte>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(sbyte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>(Elements<sbyte>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(sbyte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>(Elements<sbyte>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(Memory<sbyte> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<sbyte>(rawArray.Span, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) =>
        FromArray<short>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(short scalar, ScalarType? dtype, Device? device = null, bool requires_grad = false) =>
        FromArray<short>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(short[] rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>(rawArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    public static Tensor tensor(IList<short> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>([.. rawArray], dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<short> rawArray, long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>([.. rawArray], [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<short> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(short[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>(Elements<short>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(short[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>(Elements<short>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(short[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>(Elements<short>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(Memory<short> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<short>(rawArray.Span, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        FromArray<int>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(int scalar, ScalarType? dtype, Device? device = null, bool requires_grad = false) =>
        FromArray<int>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>(rawArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    public static Tensor tensor(IList<int> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>([.. rawArray], dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<int> rawArray, long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>([.. rawArray], [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<int> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>(Elements<int>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>(Elements<int>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>(Elements<int>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(Memory<int> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<int>(rawArray.Span, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(long scalar, Device? device = null, bool requires_grad = false) =>
        FromArray<long>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(long scalar, ScalarType? dtype, Device? device = null, bool requires_grad = false) =>
        FromArray<long>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(long[] rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>(rawArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    public static Tensor tensor(IList<long> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>([.. rawArray], dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<long> rawArray, long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>([.. rawArray], [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>(Elements<long>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>(Elements<long>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>(Elements<long>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(Memory<long> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<long>(rawArray.Span, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        FromArray<float>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(float scalar, ScalarType? dtype, Device? device = null, bool requires_grad = false) =>
        FromArray<float>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>(rawArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    public static Tensor tensor(IList<float> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>([.. rawArray], dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<float> rawArray, long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>([.. rawArray], [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>(Elements<float>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>(Elements<float>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>(Elements<float>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(Memory<float> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<float>(rawArray.Span, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(double scalar, Device? device = null, bool requires_grad = false) =>
        FromArray<double>([scalar], [], null, device, requires_grad);

    public static Tensor tensor(double scalar, ScalarType? dtype, Device? device = null, bool requires_grad = false) =>
        FromArray<double>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>(rawArray, [rawArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>(rawArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>([.. rawArray], [rawArray.Count], dtype, device, requires_grad);

    public static Tensor tensor(IList<double> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>([.. rawArray], dimensions, dtype, device, requires_grad);

    public static Tensor tensor(IList<double> rawArray, long rows, long columns,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>([.. rawArray], [rows, columns], dtype, device, requires_grad);

    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>([.. rawArray], [dim0, dim1, dim2], dtype, device, requires_grad);

    public static Tensor tensor(double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>(Elements<double>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>(Elements<double>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>(Elements<double>(rawArray), Extents(rawArray), dtype, device, requires_grad);

    public static Tensor tensor(Memory<double> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray<double>(rawArray.Span, dimensions, dtype, device, requires_grad);
}
