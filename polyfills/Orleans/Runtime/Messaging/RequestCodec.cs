using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>A call as a value: the names of interface and method, and the arguments.</summary>
internal sealed class RequestCodec<T>(Func<GrainInterfaces> interfaces) : Codec<T>
    where T : GrainRequest
{
    private const uint InterfaceField = 0;
    private const uint MethodField = 1;
    private const uint CancellableField = 2;
    private const uint ArgumentsField = 3;

    public override Type Type => typeof(GrainRequest);

    public override WireKind Kind => WireKind.Object;

    public override T Copy(T value, CopyContext context)
    {
        var copy = value.Method.NewRequest();
        for (var i = 0; i < value.GetArgumentCount(); i++)
        {
            copy.SetArgument(i, value.GetArgument(i));
        }

        copy.CopyArguments(context);
        return (T)copy;
    }

    public override void Write(WireWriter writer, T value)
    {
        writer.WriteField(InterfaceField, interfaces().NameOf(value.GetInterfaceType()));
        writer.WriteField(MethodField, value.Method.WireName);
        if (value.Cancellation is not null)
        {
            writer.WriteField(CancellableField, true);
        }

        writer.WriteHeader(ArgumentsField, WireKind.Object);
        value.WriteArguments(writer);
        writer.WriteEndOfObject();
        writer.WriteEndOfObject();
    }

    public override T Read(WireReader reader, FieldHeader header, int slot)
    {
        GrainInterfaceType interfaceType = default;
        var (method, isCancellable) = ("", false);
        GrainRequest? request = null;
        for (var field = reader.ReadHeader(); !field.IsEndOfObject; field = reader.ReadHeader())
        {
            switch (field.Id)
            {
                case InterfaceField:
                    interfaceType = new(reader.Codecs.Identifiers.Get(reader.ReadBytes(field)));
                    break;
                case MethodField:
                    method = reader.Codecs.Names.Get(reader.ReadBytes(field));
                    break;
                case CancellableField:
                    isCancellable = reader.ReadField<bool>(field);
                    break;
                case ArgumentsField:
                    request = New(interfaceType, method!);
                    for (var argument = reader.ReadHeader(); !argument.IsEndOfObject; argument = reader.ReadHeader())
                    {
                        request.ReadArgument(reader, argument);
                    }

                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        request ??= New(interfaceType, method!);
        if (isCancellable)
        {
            request.AttachCancellation();
        }

        return (T)request;
    }

    private GrainRequest New(GrainInterfaceType interfaceType, string method) =>
        interfaces().FindMethod(interfaceType, method)?.NewRequest()
        ?? throw new SerializerException($"There is no method '{method}' of a grain interface '{interfaceType}' here.");
}

/// <summary>Supplies the codecs of calls.</summary>
internal sealed class RequestCodecSource(Func<GrainInterfaces> interfaces) : ICodecSource
{
    public Codec? TryMake(Type type) => type.IsAssignableTo(typeof(GrainRequest))
        ? (Codec)Activator.CreateInstance(typeof(RequestCodec<>).MakeGenericType(type), interfaces)!
        : null;
}
