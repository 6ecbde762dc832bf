namespace Orleans.Serialization;

/// <summary>Something could not be serialized, deserialized or copied.</summary>
public class SerializerException : Exception
{
    public SerializerException(string message)
        : base(message)
    {
    }

    public SerializerException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
