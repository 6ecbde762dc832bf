using System.Buffers;
using Orleans.CodeGeneration;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Messages as bytes.</summary>
internal sealed class MessageCodec(CodecProvider codecs, TimeProvider clock)
{
    private const byte FormatVersion = 1;

    private enum Field : uint
    {
        Kind,
        Id,
        SendingSilo,
        SendingGrain,
        TargetSilo,
        TargetGrain,
        InterfaceType,
        InterfaceVersion,
        Options,
        ContextValues,
        ReentrancyId,
        ForwardCount,
        TimeLeft,
        Request,
        Result,
        Failure,
    }

    public byte[] Encode(Message message)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write([FormatVersion]);
        var writer = new WireWriter(codecs, output);
        Write(writer, Field.Kind, (int)message.Kind);
        Write(writer, Field.Id, message.Id);
        Write(writer, Field.SendingSilo, message.SendingSilo);
        Write(writer, Field.SendingGrain, message.SendingGrain);
        Write(writer, Field.TargetSilo, message.TargetSilo);
        Write(writer, Field.TargetGrain, message.TargetGrain);
        if (!message.InterfaceType.IsDefault)
        {
            Write(writer, Field.InterfaceType, message.InterfaceType);
            Write(writer, Field.InterfaceVersion, message.InterfaceVersion);
        }

        Write(writer, Field.Options, (int)message.Options);
        if (message.Context is { } context)
        {
            Write(writer, Field.ContextValues, context.Values);
            Write(writer, Field.ReentrancyId, context.ReentrancyId);
        }

        Write(writer, Field.ForwardCount, message.ForwardCount);
        if (message.ExpiresAt != long.MaxValue)
        {
            // Clocks of processes differ, so what travels is the time that is left.
            Write(writer, Field.TimeLeft, clock.GetElapsedTime(clock.GetTimestamp(), message.ExpiresAt));
        }

        switch (message.Body)
        {
            case GrainRequest request:
                Write(writer, Field.Request, request);
                break;
            case Response { Exception: { } failure }:
                Write(writer, Field.Failure, failure);
                break;
            case Response response:
                Write(writer, Field.Result, response.Result);
                break;
        }

        writer.WriteEndOfObject();
        return output.WrittenSpan.ToArray();
    }

    public Message Decode(ReadOnlyMemory<byte> frame)
    {
        if (frame.IsEmpty || frame.Span[0] != FormatVersion)
        {
            throw new SerializerException("A message of another format arrived.");
        }

        var reader = new WireReader(codecs, frame[1..]);
        var (kind, id, options, forwards) = (0, 0L, 0, 0);
        SiloAddress? sendingSilo = null;
        SiloAddress? targetSilo = null;
        GrainId sendingGrain = default;
        GrainId targetGrain = default;
        GrainInterfaceType interfaceType = default;
        ushort interfaceVersion = 0;
        Dictionary<string, object>? values = null;
        var reentrancyId = Guid.Empty;
        TimeSpan? timeLeft = null;
        object? body = null;
        var isWhole = true;
        for (var field = reader.ReadHeader(); !field.IsEndOfObject; field = isWhole ? reader.ReadHeader() : FieldHeader.End)
        {
            switch ((Field)field.Id)
            {
                case Field.Kind:
                    kind = reader.ReadField<int>(field);
                    break;
                case Field.Id:
                    id = reader.ReadField<long>(field);
                    break;
                case Field.SendingSilo:
                    sendingSilo = reader.ReadField<SiloAddress>(field);
                    break;
                case Field.SendingGrain:
                    sendingGrain = reader.ReadField<GrainId>(field);
                    break;
                case Field.TargetSilo:
                    targetSilo = reader.ReadField<SiloAddress>(field);
                    break;
                case Field.TargetGrain:
                    targetGrain = reader.ReadField<GrainId>(field);
                    break;
                case Field.InterfaceType:
                    interfaceType = reader.ReadField<GrainInterfaceType>(field);
                    break;
                case Field.InterfaceVersion:
                    interfaceVersion = reader.ReadField<ushort>(field);
                    break;
                case Field.Options:
                    options = reader.ReadField<int>(field);
                    break;
                case Field.ContextValues:
                    values = reader.ReadField<Dictionary<string, object>>(field);
                    break;
                case Field.ReentrancyId:
                    reentrancyId = reader.ReadField<Guid>(field);
                    break;
                case Field.ForwardCount:
                    forwards = reader.ReadField<int>(field);
                    break;
                case Field.TimeLeft:
                    timeLeft = reader.ReadField<TimeSpan>(field);
                    break;
                case Field.Request or Field.Result or Field.Failure:
                    body = ReadBody(reader, field, out isWhole);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return new()
        {
            Kind = (MessageKind)kind,
            Id = id,
            SendingSilo = sendingSilo,
            SendingGrain = sendingGrain,
            TargetSilo = targetSilo,
            TargetGrain = targetGrain,
            InterfaceType = interfaceType,
            InterfaceVersion = interfaceVersion,
            Options = (InvokeMethodOptions)options,
            Context = new RequestContext.ContextProperties(values, reentrancyId).OrNull(),
            ForwardCount = forwards,
            ExpiresAt = timeLeft is { } left ? clock.GetTimestamp() + (long)(left.TotalSeconds * clock.TimestampFrequency) : long.MaxValue,
            Body = body,
        };
    }

    /// <summary>The body, which comes last; one that cannot be read becomes a failed response, so that the caller hears of it.</summary>
    private static object? ReadBody(WireReader reader, FieldHeader field, out bool isWhole)
    {
        isWhole = true;
        try
        {
            return (Field)field.Id switch
            {
                Field.Request => reader.ReadField<GrainRequest>(field),
                Field.Result => Response.FromResult(reader.ReadField<object>(field)),
                _ => Response.FromException(reader.ReadField<Exception>(field)!),
            };
        }
        catch (Exception failure)
        {
            isWhole = false;
            return Response.FromException(failure);
        }
    }

    private static void Write<T>(WireWriter writer, Field field, T value) => writer.WriteField((uint)field, value);
}
