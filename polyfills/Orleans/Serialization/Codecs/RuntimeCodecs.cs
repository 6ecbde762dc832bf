using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>The codecs of the runtime's own identifiers, which are written as text.</summary>
internal static class RuntimeCodecs
{
    /// <summary>What makes the codec of each type.</summary>
    public static IReadOnlyDictionary<Type, Func<Codec>> Makers { get; } = new Dictionary<Type, Func<Codec>>
    {
        [typeof(IdSpan)] = () => new TextCodec<IdSpan>(v => v.Text, IdSpan.Create),
        [typeof(GrainType)] = () => new TextCodec<GrainType>(v => v.Value.Text, v => new GrainType(IdSpan.Create(v))),
        [typeof(GrainInterfaceType)] = () => new TextCodec<GrainInterfaceType>(v => v.Value.Text, v => new GrainInterfaceType(v)),
        [typeof(GrainId)] = () => new TextCodec<GrainId>(v => v.ToString(), v => GrainId.Parse(v)),
        [typeof(SiloAddress)] = () => new TextCodec<SiloAddress>(v => v.ToParsableString(), SiloAddress.FromParsableString),
    };
}
