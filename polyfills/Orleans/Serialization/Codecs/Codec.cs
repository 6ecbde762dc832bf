namespace Orleans.Serialization;

/// <summary>Copies, writes and reads the values of one type.</summary>
internal abstract class Codec
{
    /// <summary>The type.</summary>
    public abstract Type Type { get; }

    /// <summary>How values are laid out.</summary>
    public abstract WireKind Kind { get; }

    /// <summary>Whether values may be shared instead of copied.</summary>
    public virtual bool IsImmutable => false;

    /// <summary>Whether an object that occurs twice is written once.</summary>
    public virtual bool IsTracked => false;

    public abstract object CopyObject(object value, CopyContext context);

    public abstract void WriteObject(WireWriter writer, object value);

    public abstract object ReadObject(WireReader reader, FieldHeader header, int slot);
}

/// <inheritdoc/>
internal abstract class Codec<T> : Codec
{
    public override Type Type => typeof(T);

    /// <summary>The type as which a value is written; a codec that handles subclasses itself answers <typeparamref name="T"/>.</summary>
    public virtual Type RuntimeType(T value) => value!.GetType();

    /// <summary>A copy that shares nothing mutable with <paramref name="value"/>, which is not null.</summary>
    public abstract T Copy(T value, CopyContext context);

    /// <summary>Writes what follows the header of a value that is not null.</summary>
    public abstract void Write(WireWriter writer, T value);

    /// <summary>Reads what follows the header.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="header">The header.</param>
    /// <param name="slot">Number to record an object under before its members are read; negative when it is not tracked.</param>
    public abstract T Read(WireReader reader, FieldHeader header, int slot);

    public override object CopyObject(object value, CopyContext context) => Copy((T)value, context)!;

    public override void WriteObject(WireWriter writer, object value) => Write(writer, (T)value);

    public override object ReadObject(WireReader reader, FieldHeader header, int slot) => Read(reader, header, slot)!;
}

/// <summary>A codec of values that may be shared.</summary>
internal abstract class ImmutableCodec<T> : Codec<T>
{
    public override bool IsImmutable => true;

    public override T Copy(T value, CopyContext context) => value;
}
