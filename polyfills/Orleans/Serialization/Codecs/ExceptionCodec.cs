using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization;

/// <summary>
/// An exception of any type: its name, message, stack and inner exceptions, and the numbered members of those types that have
/// <c>[GenerateSerializer]</c>. A type that the reader does not know becomes an <see cref="UnavailableExceptionFallbackException"/>.
/// </summary>
internal sealed class ExceptionCodec<T>(CodecProvider codecs) : ImmutableCodec<T>
    where T : Exception
{
    private const uint TypeField = 0;
    private const uint MessageField = 1;
    private const uint StackField = 2;
    private const uint InnerField = 3;
    private const uint InnersField = 4;
    private const uint CodeField = 5;
    private const uint MembersField = 6;

    public override Type Type => typeof(Exception);

    public override WireKind Kind => WireKind.Object;

    public override bool IsTracked => true;

    public override void Write(WireWriter writer, T value)
    {
        var type = value.GetType();
        writer.WriteField(TypeField, codecs.TypeNames.Format(type));
        writer.WriteField(MessageField, value is AggregateException ? ExceptionParts.Message(value) : value.Message);
        writer.WriteField(StackField, value.StackTrace);
        writer.WriteField(CodeField, value.HResult);
        if (value is AggregateException aggregate)
        {
            writer.WriteField<Exception[]>(InnersField, [.. aggregate.InnerExceptions]);
        }
        else
        {
            writer.WriteField(InnerField, value.InnerException);
        }

        if (codecs.TryGetMembers(type) is { } members)
        {
            writer.WriteHeader(MembersField, WireKind.Object);
            members.Write(writer, value);
        }

        writer.WriteEndOfObject();
    }

    public override T Read(WireReader reader, FieldHeader header, int slot)
    {
        var (typeName, message, stack) = ("", "", (string?)null);
        Exception? inner = null;
        Exception[] inners = [];
        var code = 0;
        Exception? result = null;
        for (var field = reader.ReadHeader(); !field.IsEndOfObject; field = reader.ReadHeader())
        {
            switch (field.Id)
            {
                case TypeField:
                    typeName = reader.ReadField<string>(field);
                    break;
                case MessageField:
                    message = reader.ReadField<string>(field);
                    break;
                case StackField:
                    stack = reader.ReadField<string>(field);
                    break;
                case CodeField:
                    code = reader.ReadField<int>(field);
                    break;
                case InnerField:
                    inner = reader.ReadField<Exception>(field);
                    break;
                case InnersField:
                    inners = reader.ReadField<Exception[]>(field) ?? [];
                    break;
                case MembersField when (result = New(typeName!)) is not null && codecs.TryGetMembers(result.GetType()) is { } members:
                    members.ReadInto(reader, result);
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        result ??= New(typeName!);
        result = inners.Length > 0 && result is null or AggregateException
            ? new AggregateException(message, inners)
            : result ?? new UnavailableExceptionFallbackException(typeName!);
        if (result is not AggregateException)
        {
            ExceptionParts.Message(result) = message;
            ExceptionParts.Inner(result) = inner;
        }

        result.HResult = code;
        if (stack is not null)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(result, stack);
        }

        return result as T
            ?? throw new SerializerException($"An exception of type {typeName} was sent where {typeof(T)} is declared.", result);
    }

    private Exception? New(string typeName) =>
        codecs.TypeNames.TryParse(typeName) is { IsAbstract: false } type && type.IsAssignableTo(typeof(Exception))
            ? type == typeof(AggregateException) ? new AggregateException() : (Exception)RuntimeHelpers.GetUninitializedObject(type)
            : null;
}

/// <summary>The parts of an exception that have no public setter.</summary>
internal static class ExceptionParts
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    public static extern ref string? Message(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    public static extern ref Exception? Inner(Exception exception);
}
