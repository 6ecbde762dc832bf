using System.Buffers;

namespace Orleans.Serialization;

/// <summary>
/// Writes values to bytes and back. The format is the one that calls use: members are known by their <c>[Id]</c>, so that newer and older
/// versions of a type read each other's data.
/// </summary>
public sealed class Serializer
{
    private const byte FormatVersion = 1;
    private readonly CodecProvider codecs;

    internal Serializer(CodecProvider codecs) => this.codecs = codecs;

    /// <summary>Writes a value.</summary>
    /// <exception cref="CodecNotFoundException">A type within may not be serialized.</exception>
    public byte[] SerializeToArray<T>(T value)
    {
        var output = Write(value);
        var bytes = output.Written.ToArray();
        output.Clear();
        return bytes;
    }

    /// <summary>Writes a value.</summary>
    public void Serialize<T>(T value, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var output = Write(value);
        destination.Write(output.Written);
        output.Clear();
    }

    /// <summary>Writes a value.</summary>
    public void Serialize<T>(T value, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.Write(SerializeToArray(value));
    }

    /// <summary>Reads a value.</summary>
    /// <exception cref="SerializerException">The data is damaged, or of another type or format.</exception>
    public T Deserialize<T>(ReadOnlyMemory<byte> source)
    {
        if (source.IsEmpty || source.Span[0] != FormatVersion)
        {
            throw new SerializerException(
                source.IsEmpty ? "There is no data." : $"The data has format {source.Span[0]}; this version reads format {FormatVersion}.");
        }

        var reader = new WireReader(codecs, source[1..]);
        return reader.ReadField<T>(reader.ReadHeader())!;
    }

    /// <inheritdoc cref="Deserialize{T}(ReadOnlyMemory{byte})"/>
    public T Deserialize<T>(byte[] source) => Deserialize<T>(new ReadOnlyMemory<byte>(source));

    /// <inheritdoc cref="Deserialize{T}(ReadOnlyMemory{byte})"/>
    public T Deserialize<T>(ReadOnlySequence<byte> source) => Deserialize<T>(source.ToArray());

    /// <inheritdoc cref="Deserialize{T}(ReadOnlyMemory{byte})"/>
    public T Deserialize<T>(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var buffer = new MemoryStream();
        source.CopyTo(buffer);
        return Deserialize<T>(buffer.ToArray());
    }

    private PooledBuffer Write<T>(T value)
    {
        var output = new PooledBuffer();
        output.Write([FormatVersion]);
        new WireWriter(codecs, output).WriteField(0, value);
        return output;
    }
}

/// <summary>Writes values of one type to bytes and back.</summary>
public sealed class Serializer<T>(Serializer serializer)
{
    /// <summary>Writes a value.</summary>
    public byte[] SerializeToArray(T value) => serializer.SerializeToArray(value);

    /// <summary>Writes a value.</summary>
    public void Serialize(T value, IBufferWriter<byte> destination) => serializer.Serialize(value, destination);

    /// <summary>Reads a value.</summary>
    public T Deserialize(ReadOnlyMemory<byte> source) => serializer.Deserialize<T>(source);

    /// <summary>Reads a value.</summary>
    public T Deserialize(byte[] source) => serializer.Deserialize<T>(source);
}

/// <summary>Copies values so that the copy shares nothing mutable with the original.</summary>
public sealed class DeepCopier
{
    private readonly CodecProvider codecs;

    internal DeepCopier(CodecProvider codecs) => this.codecs = codecs;

    /// <summary>Copies a value.</summary>
    /// <exception cref="CodecNotFoundException">A type within may not be copied.</exception>
    public T Copy<T>(T value) => new CopyContext(codecs).Copy(value);
}
