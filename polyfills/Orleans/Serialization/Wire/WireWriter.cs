using System.Buffers.Binary;
using System.Text;

namespace Orleans.Serialization;

/// <summary>Writes values as tagged fields, with shared objects written once.</summary>
internal sealed class WireWriter(CodecProvider codecs, PooledBuffer output)
{
    private Dictionary<object, uint>? objects;
    private Dictionary<Type, uint>? types;
    private uint objectCount;
    private int depth;

    public CodecProvider Codecs { get; } = codecs;

    /// <summary>Writes a field of declared type <typeparamref name="T"/>.</summary>
    public void WriteField<T>(uint id, T value) => WriteField(id, value, Codecs.Get<T>());

    public void WriteField<T>(uint id, T value, Codec<T> codec)
    {
        if (value is null)
        {
            WriteHeader(id, WireKind.Null);
            return;
        }

        if (typeof(T).IsValueType)
        {
            WriteHeader(id, codec.Kind);
            Enter();
            codec.Write(this, value);
            depth--;
            return;
        }

        var runtimeType = codec.RuntimeType(value);
        var isDeclared = runtimeType == typeof(T);
        Codec actual = isDeclared ? codec : Codecs.Get(runtimeType);
        if (actual.IsTracked)
        {
            objects ??= new(ReferenceEqualityComparer.Instance);
            if (objects.TryGetValue(value, out var earlier))
            {
                WriteHeader(id, WireKind.Reference);
                WriteVarint(earlier);
                return;
            }

            objects.Add(value, objectCount++);
        }

        WriteHeader(id, actual.Kind, actual.IsTracked, actual.Type == typeof(T) ? null : actual.Type);
        Enter();
        if (isDeclared)
        {
            codec.Write(this, value);
        }
        else
        {
            actual.WriteObject(this, value);
        }

        depth--;
    }

    public void WriteHeader(uint id, WireKind kind, bool isTracked = false, Type? type = null)
    {
        WriteVarint(((ulong)id << 5) | (isTracked ? 16u : 0u) | (type is null ? 0u : 8u) | (uint)kind);
        if (type is not null)
        {
            WriteType(type);
        }
    }

    public void WriteEndOfObject() => WriteHeader(FieldHeader.EndOfObject, WireKind.End);

    public void WriteEndOfLevel() => WriteHeader(FieldHeader.EndOfLevel, WireKind.End);

    public void WriteVarint(ulong value)
    {
        var span = output.GetSpan(10);
        if (value < 0x80)
        {
            span[0] = (byte)value;
            output.Advance(1);
            return;
        }

        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }

    /// <summary>A signed number, small in magnitude when short.</summary>
    public void WriteSigned(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    public void WriteByte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public void WriteFixed32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    public void WriteFixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(output.GetSpan(8), value);
        output.Advance(8);
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteVarint((ulong)bytes.Length);
        output.Write(bytes);
    }

    public void WriteText(ReadOnlySpan<char> text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        WriteVarint((ulong)count);
        Encoding.UTF8.GetBytes(text, output.GetSpan(count));
        output.Advance(count);
    }

    // The reader follows the nesting on its stack, so it has to end somewhere; see WireReader.
    private void Enter()
    {
        if (++depth > WireReader.MaxDepth)
        {
            throw new SerializerException($"The value is nested more than {WireReader.MaxDepth} levels deep.");
        }
    }

    private void WriteType(Type type)
    {
        types ??= [];
        if (types.TryGetValue(type, out var earlier))
        {
            WriteVarint(earlier + 1);
            return;
        }

        types.Add(type, (uint)types.Count);
        WriteVarint(0);
        WriteText(Codecs.TypeNames.Format(type));
    }
}
