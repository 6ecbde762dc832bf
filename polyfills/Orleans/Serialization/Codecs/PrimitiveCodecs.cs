using System.Globalization;
using System.Net;
using System.Numerics;

namespace Orleans.Serialization;

/// <summary>A type written as one signed number, short when it is small in magnitude.</summary>
internal sealed class SignedCodec<T>(Func<T, long> to, Func<long, T> from) : ImmutableCodec<T>
{
    public override WireKind Kind => WireKind.Varint;

    public override void Write(WireWriter writer, T value) => writer.WriteSigned(to(value));

    public override T Read(WireReader reader, FieldHeader header, int slot) => from(reader.ReadSigned());
}

/// <summary>A type written as one unsigned number, short when it is small.</summary>
internal sealed class UnsignedCodec<T>(Func<T, ulong> to, Func<ulong, T> from) : ImmutableCodec<T>
{
    public override WireKind Kind => WireKind.Varint;

    public override void Write(WireWriter writer, T value) => writer.WriteVarint(to(value));

    public override T Read(WireReader reader, FieldHeader header, int slot) => from(reader.ReadVarint());
}

/// <summary>A type written as four bytes.</summary>
internal sealed class Fixed32Codec<T>(Func<T, uint> to, Func<uint, T> from) : ImmutableCodec<T>
{
    public override WireKind Kind => WireKind.Fixed32;

    public override void Write(WireWriter writer, T value) => writer.WriteFixed32(to(value));

    public override T Read(WireReader reader, FieldHeader header, int slot) => from(reader.ReadFixed32());
}

/// <summary>A type written as eight bytes.</summary>
internal sealed class Fixed64Codec<T>(Func<T, ulong> to, Func<ulong, T> from) : ImmutableCodec<T>
{
    public override WireKind Kind => WireKind.Fixed64;

    public override void Write(WireWriter writer, T value) => writer.WriteFixed64(to(value));

    public override T Read(WireReader reader, FieldHeader header, int slot) => from(reader.ReadFixed64());
}

/// <summary>A type written as text.</summary>
internal sealed class TextCodec<T>(Func<T, string> to, Func<string, T> from) : ImmutableCodec<T>
{
    public override WireKind Kind => WireKind.Bytes;

    public override Type RuntimeType(T value) => typeof(T);

    public override void Write(WireWriter writer, T value) => writer.WriteText(to(value));

    public override T Read(WireReader reader, FieldHeader header, int slot) => from(reader.ReadText());
}

/// <summary>A type written as bytes.</summary>
internal sealed class BytesCodec<T>(Func<T, byte[]> to, Func<byte[], T> from) : ImmutableCodec<T>
{
    public override WireKind Kind => WireKind.Bytes;

    public override Type RuntimeType(T value) => typeof(T);

    public override void Write(WireWriter writer, T value) => writer.WriteBytes(to(value));

    public override T Read(WireReader reader, FieldHeader header, int slot) => from(reader.ReadBytes().ToArray());
}

/// <summary>The codecs of simple built-in types.</summary>
internal static class PrimitiveCodecs
{
    public static IEnumerable<Codec> All(TypeNames typeNames) =>
    [
        new UnsignedCodec<bool>(v => v ? 1u : 0u, v => v != 0),
        new UnsignedCodec<byte>(v => v, v => checked((byte)v)),
        new UnsignedCodec<ushort>(v => v, v => checked((ushort)v)),
        new UnsignedCodec<uint>(v => v, v => checked((uint)v)),
        new UnsignedCodec<ulong>(v => v, v => v),
        new UnsignedCodec<char>(v => v, v => checked((char)v)),
        new SignedCodec<sbyte>(v => v, v => checked((sbyte)v)),
        new SignedCodec<short>(v => v, v => checked((short)v)),
        new SignedCodec<int>(v => v, v => checked((int)v)),
        new SignedCodec<long>(v => v, v => v),
        new Fixed32Codec<float>(BitConverter.SingleToUInt32Bits, BitConverter.UInt32BitsToSingle),
        new Fixed64Codec<double>(BitConverter.DoubleToUInt64Bits, BitConverter.UInt64BitsToDouble),
        new Fixed32Codec<Half>(v => BitConverter.HalfToUInt16Bits(v), v => BitConverter.UInt16BitsToHalf((ushort)v)),
        new TextCodec<string>(v => v, v => v),
        new TextCodec<decimal>(v => v.ToString(CultureInfo.InvariantCulture), v => decimal.Parse(v, CultureInfo.InvariantCulture)),
        new BytesCodec<BigInteger>(v => v.ToByteArray(), v => new BigInteger(v)),
        new BytesCodec<Int128>(v => ((BigInteger)v).ToByteArray(), v => (Int128)new BigInteger(v)),
        new BytesCodec<UInt128>(v => ((BigInteger)v).ToByteArray(), v => (UInt128)new BigInteger(v)),
        new BytesCodec<Guid>(v => v.ToByteArray(), v => new Guid(v)),
        new Fixed64Codec<DateTime>(v => (ulong)v.ToBinary(), v => DateTime.FromBinary((long)v)),
        new TextCodec<DateTimeOffset>(
            v => v.ToString("O", CultureInfo.InvariantCulture),
            v => DateTimeOffset.ParseExact(v, "O", CultureInfo.InvariantCulture)),
        new SignedCodec<TimeSpan>(v => v.Ticks, v => new TimeSpan(v)),
        new SignedCodec<DateOnly>(v => v.DayNumber, v => DateOnly.FromDayNumber((int)v)),
        new SignedCodec<TimeOnly>(v => v.Ticks, v => new TimeOnly(v)),
        new TextCodec<Uri>(v => v.OriginalString, v => new Uri(v, UriKind.RelativeOrAbsolute)),
        new TextCodec<Version>(v => v.ToString(), Version.Parse),
        new TextCodec<CultureInfo>(v => v.Name, CultureInfo.GetCultureInfo),
        new TextCodec<IPAddress>(v => v.ToString(), IPAddress.Parse),
        new TextCodec<IPEndPoint>(v => v.ToString(), IPEndPoint.Parse),
        new TextCodec<Type>(typeNames.Format, typeNames.Parse),
    ];
}
