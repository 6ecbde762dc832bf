using System.Text;
using Parquet.Columns;

namespace Parquet.Thrift;

/// <summary>Writes Thrift compact protocol into a buffer. Fields must come in ascending order of their ids.</summary>
internal sealed class CompactWriter(ByteBuffer output)
{
    private readonly Stack<int> _outer = new();
    private int _lastFieldId;

    public void BeginStruct()
    {
        _outer.Push(_lastFieldId);
        _lastFieldId = 0;
    }

    public void EndStruct()
    {
        output.Append(0);
        _lastFieldId = _outer.Pop();
    }

    public void StructField(int id, Action<CompactWriter> write)
    {
        Field(id, CompactType.Struct);
        write(this);
    }

    /// <summary>A struct without fields, which says all by being there.</summary>
    public void EmptyStruct(int id, object? value)
    {
        if (value is not null)
        {
            Field(id, CompactType.Struct);
            output.Append(0);
        }
    }

    public void Bool(int id, bool? value)
    {
        if (value is { } present)
        {
            Field(id, present ? CompactType.True : CompactType.False);
        }
    }

    public void I8(int id, sbyte? value)
    {
        if (value is { } present)
        {
            Field(id, CompactType.Byte);
            output.Append((byte)present);
        }
    }

    public void I16(int id, short? value) => Integer(id, CompactType.I16, value);

    public void I32(int id, int? value) => Integer(id, CompactType.I32, value);

    public void I64(int id, long? value) => Integer(id, CompactType.I64, value);

    public void String(int id, string? value)
    {
        if (value is not null)
        {
            Binary(id, Encoding.UTF8.GetBytes(value));
        }
    }

    public void Binary(int id, byte[]? value)
    {
        if (value is not null)
        {
            Field(id, CompactType.Binary);
            Varint((ulong)value.Length);
            output.Append(value);
        }
    }

    public void List<T>(int id, IReadOnlyCollection<T>? values, CompactType element, Action<CompactWriter, T> write)
    {
        if (values is null)
        {
            return;
        }

        Field(id, CompactType.List);
        if (values.Count < 15)
        {
            output.Append((byte)((values.Count << 4) | (int)element));
        }
        else
        {
            output.Append((byte)(0xf0 | (int)element));
            Varint((ulong)values.Count);
        }

        foreach (T value in values)
        {
            write(this, value);
        }
    }

    /// <summary>A list element, without field header.</summary>
    public void Element(int value) => ZigZag(value);

    /// <summary>A list element, without field header.</summary>
    public void Element(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Varint((ulong)bytes.Length);
        output.Append(bytes);
    }

    private void Integer(int id, CompactType type, long? value)
    {
        if (value is { } present)
        {
            Field(id, type);
            ZigZag(present);
        }
    }

    private void Field(int id, CompactType type)
    {
        int delta = id - _lastFieldId;
        if (delta is > 0 and < 16)
        {
            output.Append((byte)((delta << 4) | (int)type));
        }
        else
        {
            output.Append((byte)type);
            ZigZag(id);
        }

        _lastFieldId = id;
    }

    private void ZigZag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            output.Append((byte)(value | 0x80));
            value >>= 7;
        }

        output.Append((byte)value);
    }
}
