using System.Text.Json;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>The layout of logged rows as bytes.</summary>
internal static class LayoutBlock
{
    public static void Write(BlockWriter to, EpisodeLayout layout) => to.Write(JsonSerializer.SerializeToUtf8Bytes(layout));

    /// <exception cref="JsonException">The bytes are not a layout.</exception>
    public static EpisodeLayout Read(ReadOnlySpan<byte> from) =>
        JsonSerializer.Deserialize<EpisodeLayout>(from) ?? throw new JsonException("The layout is null.");
}
