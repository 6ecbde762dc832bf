using System;
using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number of any element type, as an operand of a tensor operation.</summary>
[NativeMarshalling(typeof(ScalarMarshaller))]
public sealed class Scalar : IDisposable
{
    internal Scalar(NativeScalar value) => Value = value;

    internal NativeScalar Value { get; }

    internal static Scalar One { get; } = new(NativeScalar.Of(1L));

    public torch.ScalarType Type => Value.Kind switch
    {
        NumberKind.Boolean => torch.ScalarType.Bool,
        NumberKind.Integer => torch.ScalarType.Int64,
        _ => torch.ScalarType.Float64,
    };

    public static implicit operator Scalar(bool value) => new(NativeScalar.Of(value));

    public static implicit operator Scalar(byte value) => new(NativeScalar.Of((long)value));

    public static implicit operator Scalar(sbyte value) => new(NativeScalar.Of((long)value));

    public static implicit operator Scalar(short value) => new(NativeScalar.Of((long)value));

    public static implicit operator Scalar(int value) => new(NativeScalar.Of((long)value));

    public static implicit operator Scalar(long value) => new(NativeScalar.Of(value));

    public static implicit operator Scalar(Half value) => new(NativeScalar.Of((double)value));

    public static implicit operator Scalar(float value) => new(NativeScalar.Of((double)value));

    public static implicit operator Scalar(double value) => new(NativeScalar.Of(value));

    /// <summary>Nothing to free: the number crosses to libtorch by value.</summary>
    public void Dispose()
    {
    }
}
