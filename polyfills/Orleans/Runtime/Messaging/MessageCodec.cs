using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>
/// Messages as bytes. The head is laid out by <see cref="MessageHead"/>; the body is one field, numbered by what it is.
/// </summary>
internal sealed class MessageCodec(CodecProvider codecs, FrameLimits limits, TimeProvider clock)
{
    private enum BodyField : uint
    {
        Request,
        Result,
        Failure,
    }

    /// <summary>How large messages may be.</summary>
    public FrameLimits Limits => limits;

    /// <exception cref="SerializerException">A value may not travel.</exception>
    /// <exception cref="OrleansMessageRejectionException">The message is too large.</exception>
    public Frame Encode(Message message)
    {
        var output = new PooledBuffer(limits.Total + Frame.PrefixLength);
        try
        {
            output.GetSpan(Frame.PrefixLength);
            output.Advance(Frame.PrefixLength);
            var writer = new WireWriter(codecs, output);
            MessageHead.Write(writer, message, clock);
            var head = output.Length - Frame.PrefixLength;
            Check(message, "head", head, limits.Head, nameof(Orleans.Configuration.MessagingOptions.MaxMessageHeaderSize));
            WriteBody(writer, message.Body);
            var body = output.Length - Frame.PrefixLength - head;
            Check(message, "body", body, limits.Body, nameof(Orleans.Configuration.MessagingOptions.MaxMessageBodySize));
            Frame.WriteLengths(output.Span(0, Frame.PrefixLength), head, body);
            var length = output.Length;
            return new(message, output.Detach(), length);
        }
        catch (BufferLimitException)
        {
            throw TooLarge(message, "body", null, limits.Body, nameof(Orleans.Configuration.MessagingOptions.MaxMessageBodySize));
        }
        finally
        {
            output.Clear();
        }
    }

    /// <summary>Reads head and body.</summary>
    /// <exception cref="SerializerException">The head cannot be read. A body that cannot be read becomes a failed response, so that the caller hears of it.</exception>
    public Message Decode(ReadOnlyMemory<byte> payload)
    {
        var reader = new WireReader(codecs, payload);
        try
        {
            return MessageHead.Read(reader, clock, ReadBody);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or OverflowException or InvalidCastException)
        {
            throw new SerializerException("The head of a message cannot be read.", failure);
        }
    }

    private static void WriteBody(WireWriter writer, object? body)
    {
        switch (body)
        {
            case GrainRequest request:
                writer.WriteField((uint)BodyField.Request, request);
                break;
            case Response { Exception: { } failure }:
                writer.WriteField((uint)BodyField.Failure, failure);
                break;
            case Response response:
                writer.WriteField((uint)BodyField.Result, response.Result);
                break;
        }
    }

    private static object? ReadBody(WireReader reader)
    {
        if (reader.IsAtEnd)
        {
            return null;
        }

        var field = reader.ReadHeader();
        return (BodyField)field.Id switch
        {
            BodyField.Request => reader.ReadField<GrainRequest>(field),
            BodyField.Result => Response.FromResult(reader.ReadField<object>(field)),
            BodyField.Failure => Response.FromException(reader.ReadField<Exception>(field) ?? new SerializerException("A failure came without an exception.")),
            _ => throw new SerializerException($"A message has a body of kind {field.Id}, which is not known here."),
        };
    }

    private static void Check(Message message, string part, int length, int limit, string option)
    {
        if (length > limit)
        {
            throw TooLarge(message, part, length, limit, option);
        }
    }

    private static OrleansMessageRejectionException TooLarge(Message message, string part, int? length, int limit, string option) => new(
        $"The {part} of {(message.Kind == MessageKind.Response ? $"the answer of {message.SendingGrain}" : $"{message.Body} on {message.TargetGrain}")} "
        + $"takes {(length is null ? "too many" : length)} bytes; {option} allows {limit}.");
}
