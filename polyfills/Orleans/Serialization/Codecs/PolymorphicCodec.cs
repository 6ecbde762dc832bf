namespace Orleans.Serialization;

/// <summary>Stands for interfaces, abstract classes and <see cref="object"/>: every value has a type of its own.</summary>
internal sealed class PolymorphicCodec<T> : Codec<T>
{
    public override WireKind Kind => WireKind.Null;

    public override Type RuntimeType(T value) => value is Type ? typeof(Type) : value!.GetType();

    // A plain System.Object carries nothing but its identity.
    public override T Copy(T value, CopyContext context) => value;

    public override void Write(WireWriter writer, T value) => throw Unexpected();

    public override T Read(WireReader reader, FieldHeader header, int slot) => throw Unexpected();

    private static SerializerException Unexpected() => new($"A {typeof(T)} was sent without its type.");
}
