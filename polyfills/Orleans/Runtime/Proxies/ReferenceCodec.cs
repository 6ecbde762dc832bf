using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>A grain reference as a value: the grain's identity and the name of the interface.</summary>
internal sealed class ReferenceCodec<T>(Func<GrainReferenceRuntime> runtime, Func<GrainInterfaces> interfaces) : ImmutableCodec<T>
    where T : GrainReference
{
    private const uint GrainField = 0;
    private const uint InterfaceField = 1;

    public override Type Type => typeof(GrainReference);

    public override WireKind Kind => WireKind.Object;

    public override void Write(WireWriter writer, T value)
    {
        writer.WriteField(GrainField, value.GrainId);
        if (!value.InterfaceType.IsDefault)
        {
            writer.WriteField(InterfaceField, value.InterfaceType);
        }

        writer.WriteEndOfObject();
    }

    public override T Read(WireReader reader, FieldHeader header, int slot)
    {
        GrainId grainId = default;
        GrainInterfaceType interfaceType = default;
        for (var field = reader.ReadHeader(); !field.IsEndOfObject; field = reader.ReadHeader())
        {
            switch (field.Id)
            {
                case GrainField:
                    grainId = reader.ReadField<GrainId>(field);
                    break;
                case InterfaceField:
                    interfaceType = reader.ReadField<GrainInterfaceType>(field);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        var reference = interfaceType.IsDefault
            ? new GrainReference(grainId, null, runtime())
            : runtime().New(grainId, interfaces().Find(interfaceType)
                ?? throw new SerializerException($"There is no grain interface '{interfaceType}' here."));
        return (T)reference;
    }
}

/// <summary>Supplies the codecs of grain references.</summary>
internal sealed class ReferenceCodecSource(Func<GrainReferenceRuntime> runtime, Func<GrainInterfaces> interfaces) : ICodecSource
{
    public Codec? TryMake(Type type) => type.IsAssignableTo(typeof(GrainReference))
        ? (Codec)Activator.CreateInstance(typeof(ReferenceCodec<>).MakeGenericType(type), runtime, interfaces)!
        : null;
}
