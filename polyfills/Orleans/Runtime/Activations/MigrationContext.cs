using System.Buffers;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>What an activation carries to another silo: bytes by name.</summary>
internal sealed class MigrationContext(Dictionary<string, byte[]> values, Serializer serializer) : IDehydrationContext, IRehydrationContext
{
    public Dictionary<string, byte[]> Values { get; } = values;

    public IEnumerable<string> Keys => Values.Keys;

    public void AddBytes(string key, ReadOnlySpan<byte> value) => Values.Add(key, value.ToArray());

    public bool TryAddValue<T>(string key, T? value)
    {
        if (value is null)
        {
            return false;
        }

        try
        {
            Values.Add(key, serializer.SerializeToArray(value));
            return true;
        }
        catch (CodecNotFoundException)
        {
            // The contract of this method: what cannot be serialized stays behind.
            return false;
        }
    }

    public bool TryGetBytes(string key, out ReadOnlySequence<byte> value)
    {
        var found = Values.TryGetValue(key, out var bytes);
        value = new(bytes ?? []);
        return found;
    }

    public bool TryGetValue<T>(string key, out T value)
    {
        var found = Values.TryGetValue(key, out var bytes);
        value = found ? serializer.Deserialize<T>(bytes!) : default!;
        return found;
    }
}
