namespace Orleans.Serialization;

/// <summary>More was written than a buffer may hold.</summary>
internal sealed class BufferLimitException(string message) : SerializerException(message);
