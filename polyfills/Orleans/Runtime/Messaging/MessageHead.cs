using Orleans.CodeGeneration;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>
/// The head of a message: a byte for its kind, a byte that says which parts follow, and the parts. Names are written as text; the reader knows
/// most of them already. The version of the layout is that of the connection, see <see cref="Preamble"/>.
/// </summary>
internal static class MessageHead
{
    [Flags]
    private enum Parts : byte
    {
        SendingSilo = 1,
        TargetSilo = 2,
        Interface = 4,
        Values = 8,
        Reentrancy = 16,
        TimeLeft = 32,
        Forwards = 64,
    }

    public static void Write(WireWriter writer, Message message, TimeProvider clock)
    {
        var context = message.Context;
        var parts = (message.SendingSilo is null ? 0 : Parts.SendingSilo)
            | (message.TargetSilo is null ? 0 : Parts.TargetSilo)
            | (message.InterfaceType.IsDefault ? 0 : Parts.Interface)
            | (context?.Values is null ? 0 : Parts.Values)
            | (context is null || context.ReentrancyId == Guid.Empty ? 0 : Parts.Reentrancy)
            | (message.ExpiresAt == long.MaxValue ? 0 : Parts.TimeLeft)
            | (message.ForwardCount == 0 ? 0 : Parts.Forwards);
        writer.WriteByte((byte)message.Kind);
        writer.WriteByte((byte)parts);
        writer.WriteVarint((ulong)message.Id);
        writer.WriteVarint((ulong)message.Options);
        Write(writer, message.SendingGrain);
        Write(writer, message.TargetGrain);
        if ((parts & Parts.SendingSilo) != 0)
        {
            writer.WriteText(message.SendingSilo!.ToParsableString());
        }

        if ((parts & Parts.TargetSilo) != 0)
        {
            writer.WriteText(message.TargetSilo!.ToParsableString());
        }

        if ((parts & Parts.Interface) != 0)
        {
            writer.WriteText(message.InterfaceType.Value.Text);
            writer.WriteVarint(message.InterfaceVersion);
        }

        if ((parts & Parts.Reentrancy) != 0)
        {
            writer.WriteField(0, context!.ReentrancyId);
        }

        if ((parts & Parts.TimeLeft) != 0)
        {
            // Clocks of processes differ, so what travels is the time that is left.
            writer.WriteSigned(clock.GetElapsedTime(clock.GetTimestamp(), message.ExpiresAt).Ticks);
        }

        if ((parts & Parts.Forwards) != 0)
        {
            writer.WriteVarint((ulong)message.ForwardCount);
        }

        if ((parts & Parts.Values) != 0)
        {
            writer.WriteField(0, context!.Values);
        }
    }

    /// <summary>Reads a head, and then the body by the given function.</summary>
    public static Message Read(WireReader reader, TimeProvider clock, Func<WireReader, object?> readBody)
    {
        var kind = (MessageKind)reader.ReadByte();
        if (kind > MessageKind.Moved)
        {
            throw new SerializerException($"A message of kind {(byte)kind} is not known here.");
        }

        var parts = (Parts)reader.ReadByte();
        var id = (long)reader.ReadVarint();
        var options = (InvokeMethodOptions)reader.ReadVarint();
        var sendingGrain = ReadGrain(reader);
        var targetGrain = ReadGrain(reader);
        var sendingSilo = (parts & Parts.SendingSilo) != 0 ? ReadSilo(reader) : null;
        var targetSilo = (parts & Parts.TargetSilo) != 0 ? ReadSilo(reader) : null;
        GrainInterfaceType interfaceType = default;
        ushort interfaceVersion = 0;
        if ((parts & Parts.Interface) != 0)
        {
            interfaceType = new(reader.Codecs.Identifiers.Get(reader.ReadBytes()));
            interfaceVersion = checked((ushort)reader.ReadVarint());
        }

        var chain = (parts & Parts.Reentrancy) != 0 ? reader.ReadField<Guid>(reader.ReadHeader()) : Guid.Empty;
        var expiresAt = (parts & Parts.TimeLeft) != 0 ? ExpiryIn(new(reader.ReadSigned()), clock) : long.MaxValue;
        var forwards = (parts & Parts.Forwards) != 0 ? checked((int)reader.ReadVarint()) : 0;
        Dictionary<string, object>? values = null;
        object? body;
        try
        {
            values = (parts & Parts.Values) != 0 ? reader.ReadField<Dictionary<string, object>>(reader.ReadHeader()) : null;
            body = readBody(reader);
        }
        catch (Exception failure)
        {
            // The caller hears of a value that cannot be read here.
            body = Response.FromException(failure);
        }

        return new()
        {
            Kind = kind,
            Id = id,
            SendingSilo = sendingSilo,
            SendingGrain = sendingGrain,
            TargetSilo = targetSilo,
            TargetGrain = targetGrain,
            InterfaceType = interfaceType,
            InterfaceVersion = interfaceVersion,
            Options = options,
            Context = values is null && chain == Guid.Empty ? null : new RequestContext.ContextProperties(values, chain).OrNull(),
            ForwardCount = forwards,
            ExpiresAt = expiresAt,
            Body = body,
        };
    }

    private static long ExpiryIn(TimeSpan left, TimeProvider clock) =>
        left < TimeSpan.FromDays(365) ? clock.GetTimestamp() + (long)(left.TotalSeconds * clock.TimestampFrequency) : long.MaxValue;

    private static void Write(WireWriter writer, GrainId grainId)
    {
        writer.WriteText(grainId.Type.Value.Text);
        writer.WriteText(grainId.Key.Text);
    }

    private static GrainId ReadGrain(WireReader reader)
    {
        var type = reader.Codecs.Identifiers.Get(reader.ReadBytes());
        var key = reader.Codecs.Identifiers.Get(reader.ReadBytes());
        return type.Text.Length == 0 ? default : new(new(type), key);
    }

    private static SiloAddress ReadSilo(WireReader reader) => reader.Codecs.Silos.Get(reader.ReadBytes());
}
