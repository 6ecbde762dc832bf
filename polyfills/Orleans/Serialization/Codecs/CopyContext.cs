namespace Orleans.Serialization;

/// <summary>One deep copy: objects that occur several times are copied once.</summary>
internal sealed class CopyContext(CodecProvider codecs)
{
    private Dictionary<object, object>? copies;

    public CodecProvider Codecs { get; } = codecs;

    /// <summary>Copies a value of declared type <typeparamref name="T"/>.</summary>
    public T Copy<T>(T value) => Copy(value, Codecs.Get<T>());

    public T Copy<T>(T value, Codec<T> codec)
    {
        if (codec.IsImmutable || value is null)
        {
            return value;
        }

        if (typeof(T).IsValueType)
        {
            return codec.Copy(value, this);
        }

        if (copies is not null && copies.TryGetValue(value, out var earlier))
        {
            return (T)earlier;
        }

        var runtimeType = codec.RuntimeType(value);
        if (runtimeType == typeof(T))
        {
            var copy = codec.Copy(value, this);
            Record(value, copy!);
            return copy;
        }

        Codec actual = Codecs.Get(runtimeType);
        if (actual.IsImmutable)
        {
            return value;
        }

        var result = actual.CopyObject(value, this);
        Record(value, result);
        return (T)result;
    }

    /// <summary>Makes a copy known before its members are copied, so that they may refer to it.</summary>
    public void Record(object original, object copy)
    {
        copies ??= new(ReferenceEqualityComparer.Instance);
        copies[original] = copy;
    }
}
