using System;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Native;

// A number as it crosses: its bits and what they mean.
internal readonly struct NativeScalar(long bits, NumberKind kind)
{
    internal readonly long Bits = bits;
    internal readonly NumberKind Kind = kind;

    internal static NativeScalar Of(double value) => new(BitConverter.DoubleToInt64Bits(value), NumberKind.Floating);

    internal static NativeScalar Of(long value) => new(value, NumberKind.Integer);

    internal static NativeScalar Of(bool value) => new(value ? 1 : 0, NumberKind.Boolean);

    internal double ToDouble() => Kind == NumberKind.Floating ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long ToInt64() => Kind == NumberKind.Floating ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal bool ToBoolean() => Kind == NumberKind.Floating ? BitConverter.Int64BitsToDouble(Bits) != 0 : Bits != 0;
}

internal enum NumberKind : long
{
    Absent = 0,
    Boolean = 1,
    Integer = 2,
    Floating = 3,
}

[CustomMarshaller(typeof(Scalar), MarshalMode.ManagedToUnmanagedIn, typeof(ScalarMarshaller))]
internal static class ScalarMarshaller
{
    public static NativeScalar ConvertToUnmanaged(Scalar? scalar) => scalar?.Value ?? default;
}
