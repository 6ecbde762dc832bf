using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The type of a tensor's elements; the values are libtorch's own.</summary>
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int8 = 1,
        Int16 = 2,
        Int32 = 3,
        Int64 = 4,
        Float16 = 5,
        Float32 = 6,
        Float64 = 7,
        ComplexFloat32 = 9,
        ComplexFloat64 = 10,
        Bool = 11,
        BFloat16 = 15,
    }

    public const ScalarType uint8 = ScalarType.Byte;
    public const ScalarType int8 = ScalarType.Int8;
    public const ScalarType int16 = ScalarType.Int16;
    public const ScalarType int32 = ScalarType.Int32;
    public const ScalarType int64 = ScalarType.Int64;
    public const ScalarType @short = ScalarType.Int16;
    public const ScalarType @int = ScalarType.Int32;
    public const ScalarType @long = ScalarType.Int64;
    public const ScalarType float16 = ScalarType.Float16;
    public const ScalarType half = ScalarType.Float16;
    public const ScalarType bfloat16 = ScalarType.BFloat16;
    public const ScalarType float32 = ScalarType.Float32;
    public const ScalarType @float = ScalarType.Float32;
    public const ScalarType float64 = ScalarType.Float64;
    public const ScalarType @double = ScalarType.Float64;
    public const ScalarType complex64 = ScalarType.ComplexFloat32;
    public const ScalarType complex128 = ScalarType.ComplexFloat64;
    public const ScalarType @bool = ScalarType.Bool;

    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>The element type that holds <typeparamref name="T"/>.</summary>
    internal static ScalarType TypeOf<T>() => TypeOf(typeof(T));

    internal static ScalarType TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => ScalarType.Bool,
        TypeCode.Byte => ScalarType.Byte,
        TypeCode.SByte => ScalarType.Int8,
        TypeCode.Int16 => ScalarType.Int16,
        TypeCode.Int32 => ScalarType.Int32,
        TypeCode.Int64 => ScalarType.Int64,
        TypeCode.Single => ScalarType.Float32,
        TypeCode.Double => ScalarType.Float64,
        _ when type == typeof(Half) => ScalarType.Float16,
        _ => throw new ArgumentException(
            $"A tensor cannot hold elements of type {type}. Allowed: bool, byte, sbyte, short, int, long, Half, float, double."),
    };
}
