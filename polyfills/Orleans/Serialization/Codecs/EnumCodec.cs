using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>An enumeration, written as its number.</summary>
internal sealed class EnumCodec<T> : ImmutableCodec<T>
    where T : struct, Enum
{
    public override WireKind Kind => WireKind.Varint;

    public override void Write(WireWriter writer, T value) => writer.WriteSigned(Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.As<T, sbyte>(ref value),
        2 => Unsafe.As<T, short>(ref value),
        4 => Unsafe.As<T, int>(ref value),
        _ => Unsafe.As<T, long>(ref value),
    });

    public override T Read(WireReader reader, FieldHeader header, int slot)
    {
        var number = reader.ReadSigned();
        var (single, pair, four) = ((sbyte)number, (short)number, (int)number);
        return Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<sbyte, T>(ref single),
            2 => Unsafe.As<short, T>(ref pair),
            4 => Unsafe.As<int, T>(ref four),
            _ => Unsafe.As<long, T>(ref number),
        };
    }
}
