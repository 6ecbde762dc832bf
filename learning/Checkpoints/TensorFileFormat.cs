using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;

namespace ReAgent.Learning.Checkpoints;

/// <summary>
/// The safetensors layout: 8 bytes little-endian with the length of the header, the header as JSON padded with spaces to a multiple of 8
/// bytes, then the tensors one after another without gaps.
/// </summary>
internal static class TensorFileFormat
{
    private const string MetadataKey = "__metadata__";
    private const int LengthBytes = 8;
    private const long LongestHeader = 100_000_000;

    public static byte[] Write(TensorFile file)
    {
        // Wide elements first, then by name: every tensor is aligned to its element and the order does not depend on how the file was made.
        var tensors = file.Entries.OrderByDescending(pair => pair.Value.Type.Size()).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        var header = Header(file, tensors);
        var padded = (header.Length + 7) / 8 * 8;
        var bytes = new byte[LengthBytes + padded + tensors.Sum(pair => (long)pair.Value.Data.Length)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, padded);
        header.CopyTo(bytes.AsSpan(LengthBytes));
        bytes.AsSpan(LengthBytes + header.Length, padded - header.Length).Fill((byte)' ');
        var position = LengthBytes + padded;
        foreach (var (_, entry) in tensors)
        {
            entry.Data.Span.CopyTo(bytes.AsSpan(position));
            position += entry.Data.Length;
        }

        return bytes;
    }

    public static TensorFile Read(ReadOnlyMemory<byte> bytes, string origin)
    {
        if (bytes.Length < LengthBytes)
        {
            throw Broken(origin, "is not a tensor file", $"it has {bytes.Length} bytes, and the length of its header alone takes {LengthBytes}");
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span);
        if (length is < 2 or > LongestHeader)
        {
            throw Broken(origin, "is not a tensor file", $"its header would have {length} bytes, and 2 to {LongestHeader} are possible");
        }

        if (bytes.Length < LengthBytes + length)
        {
            throw Broken(origin, "is cut short", $"its header alone needs {LengthBytes + length} bytes, and the file has {bytes.Length}");
        }

        try
        {
            using var header = JsonDocument.Parse(bytes.Slice(LengthBytes, (int)length));
            return Read(header.RootElement, bytes[(LengthBytes + (int)length)..], origin);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Broken(origin, "is damaged", $"its header cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    private static byte[] Header(TensorFile file, KeyValuePair<string, TensorEntry>[] tensors)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (file.Metadata.Count > 0)
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (key, text) in file.Metadata)
                {
                    json.WriteString(key, text);
                }

                json.WriteEndObject();
            }

            var offset = 0L;
            foreach (var (name, entry) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", entry.Type.ToString());
                WriteNumbers(json, "shape", entry.Shape);
                WriteNumbers(json, "data_offsets", [offset, offset + entry.Data.Length]);
                json.WriteEndObject();
                offset += entry.Data.Length;
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ImmutableArray<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static TensorFile Read(JsonElement header, ReadOnlyMemory<byte> data, string origin)
    {
        var file = new TensorFile();
        var end = 0L;
        foreach (var (name, begin, finish, type, shape) in Tensors(header, file, origin).OrderBy(tensor => tensor.Begin))
        {
            var needed = type.Size() * shape.Aggregate(1L, (product, size) => checked(product * size));
            if (begin != end || finish - begin != needed)
            {
                var tensor = $"the tensor '{name}', {type} [{string.Join(", ", shape)}]";
                throw Broken(origin, "is damaged", $"{tensor}, needs {needed} bytes from offset {end}, and its header says {begin} to {finish}");
            }

            if (finish > data.Length)
            {
                throw Broken(origin, "is cut short", $"the tensor '{name}' ends at byte {finish} of the data, which has {data.Length}");
            }

            file.Add(name, new TensorEntry(type, shape, data[(int)begin..(int)finish]));
            end = finish;
        }

        return end == data.Length ? file : throw Broken(origin, "is damaged", $"{data.Length - end} bytes follow the last tensor");
    }

    private static IEnumerable<(string Name, long Begin, long End, TensorType Type, ImmutableArray<long> Shape)> Tensors(
        JsonElement header, TensorFile file, string origin)
    {
        foreach (var property in header.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                foreach (var text in property.Value.EnumerateObject())
                {
                    file.Metadata[text.Name] = text.Value.GetString()!;
                }

                continue;
            }

            var name = property.Value.GetProperty("dtype").GetString();
            if (!Enum.TryParse<TensorType>(name, out var type) || type.ToString() != name)
            {
                var readable = string.Join(", ", Enum.GetNames<TensorType>());
                throw Broken(origin, "cannot be read", $"the tensor '{property.Name}' holds elements of type {name}, and {readable} are known");
            }

            var offsets = property.Value.GetProperty("data_offsets");
            var shape = property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToImmutableArray();
            if (shape.Any(size => size < 0) || offsets.GetArrayLength() != 2)
            {
                throw Broken(origin, "is damaged", $"the shape or the offsets of the tensor '{property.Name}' make no sense");
            }

            yield return (property.Name, offsets[0].GetInt64(), offsets[1].GetInt64(), type, shape);
        }
    }

    private static TensorFileException Broken(string origin, string state, string why) => new($"'{origin}' {state}: {why}.");
}
