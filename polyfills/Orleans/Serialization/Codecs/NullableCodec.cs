namespace Orleans.Serialization;

/// <summary>A value that may be missing.</summary>
internal sealed class NullableCodec<T>(CodecProvider codecs) : Codec<T?>
    where T : struct
{
    private readonly Codec<T> inner = codecs.Get<T>();

    public override WireKind Kind => inner.Kind;

    public override bool IsImmutable => inner.IsImmutable;

    public override T? Copy(T? value, CopyContext context) => value is { } present ? inner.Copy(present, context) : null;

    public override void Write(WireWriter writer, T? value) => inner.Write(writer, value.GetValueOrDefault());

    public override T? Read(WireReader reader, FieldHeader header, int slot) => inner.Read(reader, header, slot);
}
