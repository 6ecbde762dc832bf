using System.Buffers.Binary;
using System.Text;

namespace Orleans.Serialization;

/// <summary>Reads what <see cref="WireWriter"/> wrote; fields that nobody asks for are skipped.</summary>
internal sealed class WireReader(CodecProvider codecs, ReadOnlyMemory<byte> input)
{
    /// <summary>How deep values may be nested: far deeper than data is in practice, and far from the end of a thread's stack.</summary>
    public const int MaxDepth = 500;
    private static readonly object Unfinished = new();
    private List<object?>? objects;
    private List<Type>? types;
    private int depth;
    private long announced;
    private int nextObject;
    private int nextType;
    private int position;

    public CodecProvider Codecs { get; } = codecs;

    public bool IsAtEnd => position >= input.Length;

    /// <summary>Reads the value of a field of declared type <typeparamref name="T"/>, whose header has been read.</summary>
    public T? ReadField<T>(FieldHeader header) => ReadField(header, Codecs.Get<T>());

    public T? ReadField<T>(FieldHeader header, Codec<T> codec)
    {
        if (header.Kind == WireKind.Null)
        {
            return default;
        }

        if (header.Kind == WireKind.Reference)
        {
            return (T?)Resolve(checked((int)ReadVarint()), typeof(T));
        }

        var slot = header.IsTracked ? NewSlot() : -1;

        Enter();
        if (header.Type is null || header.Type == typeof(T))
        {
            Expect(codec, header);
            var value = codec.Read(this, header, slot);
            Record(slot, value);
            depth--;
            return value;
        }

        Codec actual = Codecs.Get(header.Type);
        Expect(actual, header);
        var result = actual.ReadObject(this, header, slot);
        Record(slot, result);
        depth--;
        return result is T typed
            ? typed
            : throw new SerializerException($"A value of type {header.Type} was sent where {typeof(T)} is declared.");
    }

    /// <summary>Makes a tracked object known before its members are read, so that they may refer to it.</summary>
    public void Record(int slot, object? value)
    {
        if (slot >= 0)
        {
            objects![slot] = value;
        }
    }

    public FieldHeader ReadHeader()
    {
        var bits = ReadVarint();
        return new(checked((uint)(bits >> 5)), (WireKind)(bits & 7), (bits & 16) != 0, (bits & 8) != 0 ? ReadType() : null);
    }

    /// <summary>Skips the value of a field.</summary>
    public void Skip(FieldHeader header)
    {
        if (header.IsTracked)
        {
            var slot = NewSlot();
            objects![slot] = new SkippedObject(header, position, nextObject, nextType);
        }

        switch (header.Kind)
        {
            case WireKind.Varint or WireKind.Reference:
                ReadVarint();
                break;
            case WireKind.Fixed32:
                Take(4);
                break;
            case WireKind.Fixed64:
                Take(8);
                break;
            case WireKind.Bytes:
                ReadBytes();
                break;
            case WireKind.Object:
                Enter();
                for (var field = ReadHeader(); !field.IsEndOfObject; field = ReadHeader())
                {
                    Skip(field);
                }

                depth--;
                break;
        }
    }

    public ulong ReadVarint()
    {
        var span = input.Span;
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (position >= span.Length)
            {
                throw Truncated();
            }

            var next = span[position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new SerializerException($"A number at byte {position} is longer than 64 bits.");
    }

    public long ReadSigned()
    {
        var bits = ReadVarint();
        return (long)(bits >> 1) ^ -(long)(bits & 1);
    }

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        return length <= (ulong)(input.Length - position) ? Take((int)length) : throw Truncated();
    }

    /// <summary>The bytes of a field whose header has been read.</summary>
    public ReadOnlySpan<byte> ReadBytes(FieldHeader header) => header.Kind == WireKind.Bytes
        ? ReadBytes()
        : throw new SerializerException($"Field {header.Id} holds a value laid out as {header.Kind}, but a text is expected.");

    public byte ReadByte() => Take(1)[0];

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>
    /// A count of elements. Each takes a byte at least, so all counts of a message together cannot exceed its length; checked here, a damaged
    /// one allocates nothing.
    /// </summary>
    public int ReadCount()
    {
        var count = ReadVarint();
        if (count > (ulong)(input.Length - position) || (announced += (long)count) > input.Length)
        {
            throw new SerializerException($"A collection of {count} elements is announced at byte {position}, but {input.Length - position} bytes are left.");
        }

        return (int)count;
    }

    private static void Expect(Codec codec, FieldHeader header)
    {
        if (codec.Kind != header.Kind)
        {
            throw new SerializerException($"Field {header.Id} holds a value laid out as {header.Kind}, but type {codec.Type} is laid out as {codec.Kind}.");
        }
    }

    private object? Resolve(int slot, Type declared)
    {
        if (objects is null || slot >= objects.Count)
        {
            throw new SerializerException($"Reference {slot} points past the {objects?.Count ?? 0} objects read so far.");
        }

        if (objects[slot] is SkippedObject skipped)
        {
            // An object in a member that this version does not know is needed after all.
            var (back, backObject, backType) = (position, nextObject, nextType);
            (position, nextObject, nextType) = (skipped.Position, skipped.NextObject, skipped.NextType);
            objects[slot] = Unfinished;
            Enter();
            var codec = Codecs.Get(skipped.Header.Type ?? declared);
            Expect(codec, skipped.Header);
            objects[slot] = codec.ReadObject(this, skipped.Header, slot);
            depth--;
            (position, nextObject, nextType) = (back, backObject, backType);
        }

        return objects[slot] != Unfinished
            ? objects[slot]
            : throw new SerializerException($"A {declared} refers to itself through a collection that cannot be changed once made.");
    }

    private void Enter()
    {
        if (++depth > MaxDepth)
        {
            throw new SerializerException($"The data is nested more than {MaxDepth} levels deep at byte {position}.");
        }
    }

    private int NewSlot()
    {
        objects ??= [];
        if (nextObject == objects.Count)
        {
            objects.Add(Unfinished);
        }

        return nextObject++;
    }

    private Type ReadType()
    {
        types ??= [];
        var index = ReadVarint();
        if (index > 0)
        {
            return index <= (ulong)types.Count
                ? types[(int)index - 1]
                : throw new SerializerException($"Type {index} is not among the {types.Count} types read so far.");
        }

        var name = ReadBytes();
        if (nextType == types.Count)
        {
            types.Add(Codecs.TypeNames.Parse(name));
        }

        return types[nextType++];
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > input.Length - position)
        {
            throw Truncated();
        }

        var span = input.Span.Slice(position, count);
        position += count;
        return span;
    }

    private sealed record SkippedObject(FieldHeader Header, int Position, int NextObject, int NextType);

    private SerializerException Truncated() => new($"The data ends at byte {input.Length}, in the middle of a value.");
}
