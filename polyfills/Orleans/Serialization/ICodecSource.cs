namespace Orleans.Serialization;

/// <summary>Supplies codecs that need services of the runtime.</summary>
internal interface ICodecSource
{
    /// <summary>The codec of a type; null when it is not of this source.</summary>
    Codec? TryMake(Type type);
}
