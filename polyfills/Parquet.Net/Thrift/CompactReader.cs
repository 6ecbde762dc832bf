using System.Text;

namespace Parquet.Thrift;

/// <summary>
/// Reads Thrift compact protocol from a span. Every length is checked against the bytes that remain, and nesting is limited,
/// so that hostile input costs no more than its own size.
/// </summary>
internal ref partial struct CompactReader
{
    private const int MaximumDepth = 64;

    private readonly ReadOnlySpan<byte> _data;
    private int _position;
    private int _lastFieldId;
    private int _depth;
    private CompactType _type;

    public CompactReader(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Bytes consumed so far.</summary>
    public readonly int Position => _position;

    private readonly int Remaining => _data.Length - _position;

    /// <summary>Enters a struct; hand the result to <see cref="EndStruct"/>.</summary>
    public int BeginStruct()
    {
        if (_depth > 0)
        {
            Expect(CompactType.Struct);
        }

        if (++_depth > MaximumDepth)
        {
            throw new ParquetException($"Thrift structs nest deeper than {MaximumDepth} at metadata byte {_position}");
        }

        int outer = _lastFieldId;
        _lastFieldId = 0;
        return outer;
    }

    public void EndStruct(int outerFieldId)
    {
        _depth--;
        _lastFieldId = outerFieldId;
    }

    /// <summary>Moves to the next field of the current struct; false at its end.</summary>
    public bool NextField(out int id)
    {
        byte header = ReadByte();
        _type = (CompactType)(header & 0x0f);
        if (_type == CompactType.Stop)
        {
            id = 0;
            return false;
        }

        int delta = header >> 4;
        _lastFieldId = delta != 0 ? _lastFieldId + delta : (short)ReadZigZag();
        id = _lastFieldId;
        return true;
    }

    public readonly bool ReadBool() => _type switch
    {
        CompactType.True => true,
        CompactType.False => false,
        _ => throw Unexpected(CompactType.True),
    };

    public sbyte ReadI8()
    {
        Expect(CompactType.Byte);
        return (sbyte)ReadByte();
    }

    public short ReadI16() => (short)ReadInteger(CompactType.I16, short.MinValue, short.MaxValue);

    public int ReadI32() => (int)ReadInteger(CompactType.I32, int.MinValue, int.MaxValue);

    public long ReadI64() => ReadInteger(CompactType.I64, long.MinValue, long.MaxValue);

    public string ReadString() => Encoding.UTF8.GetString(ReadSpan());

    public byte[] ReadBinary() => ReadSpan().ToArray();

    /// <summary>Enters a list and returns its length; each element is then read as if it were a field.</summary>
    public int BeginList(CompactType element)
    {
        Expect(CompactType.List);
        byte header = ReadByte();
        int count = header >> 4;
        if (count == 15)
        {
            count = ReadLength();
        }

        var type = (CompactType)(header & 0x0f);
        if (count > 0 && type != element)
        {
            _type = type;
            throw Unexpected(element);
        }

        // An element takes at least one byte, so a longer list is a lie and must not be allocated.
        if (count > Remaining)
        {
            throw new ParquetException($"Thrift list claims {count} elements at metadata byte {_position}, where {Remaining} bytes remain");
        }

        _type = element;
        return count;
    }

    /// <summary>Elements of a list of structs must be told again what they are, since reading one changes the current type.</summary>
    public void NextElement(CompactType element) => _type = element;

    private ReadOnlySpan<byte> ReadSpan()
    {
        Expect(CompactType.Binary);
        int length = ReadLength();
        ReadOnlySpan<byte> span = _data.Slice(_position, length);
        _position += length;
        return span;
    }

    /// <summary>A length that fits into what remains.</summary>
    private int ReadLength()
    {
        ulong length = ReadVarint();
        return length <= (ulong)Remaining
            ? (int)length
            : throw new ParquetException($"Thrift length {length} at metadata byte {_position} exceeds the {Remaining} bytes that remain");
    }

    private long ReadInteger(CompactType type, long least, long most)
    {
        Expect(type);
        long value = ReadZigZag();
        return value >= least && value <= most
            ? value
            : throw new ParquetException($"Thrift {type} holds {value}, outside its range, before metadata byte {_position}");
    }

    private long ReadZigZag()
    {
        ulong value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte b = ReadByte();
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new ParquetException($"Thrift integer is longer than ten bytes, before metadata byte {_position}");
    }

    private byte ReadByte() =>
        _position < _data.Length ? _data[_position++] : throw new ParquetException($"Thrift data ends at metadata byte {_position}, inside a value");

    private void Advance(int count)
    {
        if (count > Remaining)
        {
            throw new ParquetException($"Thrift data ends at metadata byte {_data.Length}, inside a value");
        }

        _position += count;
    }

    private readonly void Expect(CompactType expected)
    {
        if (_type != expected)
        {
            throw Unexpected(expected);
        }
    }

    private readonly ParquetException Unexpected(CompactType expected) =>
        new($"Thrift {_type} where {expected} belongs, before metadata byte {_position}");
}
