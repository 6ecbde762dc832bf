using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>The codecs of the runtime's own identifiers, which have no parameterless form.</summary>
internal static class RuntimeCodecs
{
    public static IEnumerable<Codec> All() =>
    [
        new TextCodec<IdSpan>(v => v.Text, IdSpan.Create),
        new TextCodec<GrainType>(v => v.Value.Text, v => new GrainType(IdSpan.Create(v))),
        new TextCodec<GrainInterfaceType>(v => v.Value.Text, v => new GrainInterfaceType(v)),
        new TextCodec<GrainId>(v => v.ToString(), v => GrainId.Parse(v)),
        new TextCodec<SiloAddress>(v => v.ToParsableString(), SiloAddress.FromParsableString),
    ];
}
