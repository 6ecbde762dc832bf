using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>A type with <c>[GenerateSerializer]</c>, or a tuple: its numbered members.</summary>
internal sealed class ObjectCodec<T>(CodecProvider codecs) : Codec<T>
{
    private readonly Lazy<MemberSet<T>> members = new(() => new(codecs));
    private readonly ConstructorInfo? constructor = typeof(T).GetConstructor(
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []);

    public override WireKind Kind => WireKind.Object;

    public override bool IsTracked => !typeof(T).IsValueType;

    public override bool IsImmutable { get; } = typeof(T).IsDefined(typeof(ImmutableAttribute), inherit: false);

    public override T Copy(T value, CopyContext context)
    {
        var copy = New();
        if (!typeof(T).IsValueType)
        {
            context.Record(value!, copy!);
        }

        members.Value.Copy(ref value, ref copy, context);
        return copy;
    }

    public override void Write(WireWriter writer, T value) => members.Value.Write(writer, ref value);

    public override T Read(WireReader reader, FieldHeader header, int slot)
    {
        var value = New();
        reader.Record(slot, value);
        members.Value.Read(reader, ref value);
        return value;
    }

    // A type without a parameterless constructor, such as a record with parameters, gets all it needs from its members.
    private T New() =>
        typeof(T).IsValueType ? default!
        : constructor is not null ? (T)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [], null)
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
