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
    /// <summary>What makes the codec of each type: few of them are ever needed, and a generic class takes time to load.</summary>
    public static IReadOnlyDictionary<Type, Func<TypeNames, Codec>> Makers { get; } = new Dictionary<Type, Func<TypeNames, Codec>>
    {
        [typeof(bool)] = _ => new UnsignedCodec<bool>(v => v ? 1u : 0u, v => v != 0),
        [typeof(byte)] = _ => new UnsignedCodec<byte>(v => v, v => checked((byte)v)),
        [typeof(ushort)] = _ => new UnsignedCodec<ushort>(v => v, v => checked((ushort)v)),
        [typeof(uint)] = _ => new UnsignedCodec<uint>(v => v, v => checked((uint)v)),
        [typeof(ulong)] = _ => new UnsignedCodec<ulong>(v => v, v => v),
        [typeof(char)] = _ => new UnsignedCodec<char>(v => v, v => checked((char)v)),
        [typeof(sbyte)] = _ => new SignedCodec<sbyte>(v => v, v => checked((sbyte)v)),
        [typeof(short)] = _ => new SignedCodec<short>(v => v, v => checked((short)v)),
        [typeof(int)] = _ => new SignedCodec<int>(v => v, v => checked((int)v)),
        [typeof(long)] = _ => new SignedCodec<long>(v => v, v => v),
        [typeof(float)] = _ => new Fixed32Codec<float>(BitConverter.SingleToUInt32Bits, BitConverter.UInt32BitsToSingle),
        [typeof(double)] = _ => new Fixed64Codec<double>(BitConverter.DoubleToUInt64Bits, BitConverter.UInt64BitsToDouble),
        [typeof(Half)] = _ => new Fixed32Codec<Half>(v => BitConverter.HalfToUInt16Bits(v), v => BitConverter.UInt16BitsToHalf((ushort)v)),
        [typeof(string)] = _ => new TextCodec<string>(v => v, v => v),
        [typeof(decimal)] = _ => new TextCodec<decimal>(v => v.ToString(CultureInfo.InvariantCulture), v => decimal.Parse(v, CultureInfo.InvariantCulture)),
        [typeof(BigInteger)] = _ => new BytesCodec<BigInteger>(v => v.ToByteArray(), v => new BigInteger(v)),
        [typeof(Int128)] = _ => new BytesCodec<Int128>(v => ((BigInteger)v).ToByteArray(), v => (Int128)new BigInteger(v)),
        [typeof(UInt128)] = _ => new BytesCodec<UInt128>(v => ((BigInteger)v).ToByteArray(), v => (UInt128)new BigInteger(v)),
        [typeof(Guid)] = _ => new BytesCodec<Guid>(v => v.ToByteArray(), v => new Guid(v)),
        [typeof(DateTime)] = _ => new Fixed64Codec<DateTime>(v => (ulong)v.ToBinary(), v => DateTime.FromBinary((long)v)),
        [typeof(DateTimeOffset)] = _ => new TextCodec<DateTimeOffset>(
            v => v.ToString("O", CultureInfo.InvariantCulture),
            v => DateTimeOffset.ParseExact(v, "O", CultureInfo.InvariantCulture)),
        [typeof(TimeSpan)] = _ => new SignedCodec<TimeSpan>(v => v.Ticks, v => new TimeSpan(v)),
        [typeof(DateOnly)] = _ => new SignedCodec<DateOnly>(v => v.DayNumber, v => DateOnly.FromDayNumber((int)v)),
        [typeof(TimeOnly)] = _ => new SignedCodec<TimeOnly>(v => v.Ticks, v => new TimeOnly(v)),
        [typeof(Uri)] = _ => new TextCodec<Uri>(v => v.OriginalString, v => new Uri(v, UriKind.RelativeOrAbsolute)),
        [typeof(Version)] = _ => new TextCodec<Version>(v => v.ToString(), Version.Parse),
        [typeof(CultureInfo)] = _ => new TextCodec<CultureInfo>(v => v.Name, CultureInfo.GetCultureInfo),
        [typeof(IPAddress)] = _ => new TextCodec<IPAddress>(v => v.ToString(), IPAddress.Parse),
        [typeof(IPEndPoint)] = _ => new TextCodec<IPEndPoint>(v => v.ToString(), IPEndPoint.Parse),
        [typeof(Type)] = names => new TextCodec<Type>(names.Format, names.Parse),
    };
}
