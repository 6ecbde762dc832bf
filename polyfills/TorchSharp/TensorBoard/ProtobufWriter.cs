using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TorchSharp.TensorBoard;

/// <summary>The few encodings of protocol buffers that event files need.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    private enum WireType
    {
        Varint = 0,
        Fixed64 = 1,
        Bytes = 2,
        Fixed32 = 5,
    }

    internal ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    internal ProtobufWriter Integer(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint(unchecked((ulong)value));
        return this;
    }

    internal ProtobufWriter Double(int field, double value)
    {
        Tag(field, WireType.Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer.GetSpan(sizeof(double)), value);
        buffer.Advance(sizeof(double));
        return this;
    }

    internal ProtobufWriter Float(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(buffer.GetSpan(sizeof(float)), value);
        buffer.Advance(sizeof(float));
        return this;
    }

    internal ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.Bytes);
        Varint((ulong)value.Length);
        buffer.Write(value);
        return this;
    }

    internal ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.Written);

    internal ProtobufWriter Doubles(int field, ReadOnlySpan<double> values)
    {
        var packed = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(packed.AsSpan(i * sizeof(double)), values[i]);
        }
        return Bytes(field, packed);
    }

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    private void Varint(ulong value)
    {
        Span<byte> target = buffer.GetSpan(10);
        int length = 0;
        while (value >= 0x80)
        {
            target[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        target[length++] = (byte)value;
        buffer.Advance(length);
    }
}
