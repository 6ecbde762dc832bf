using System.Globalization;
using ReAgent.Contracts.Configuration.Shapes;

namespace ReAgent.Contracts.Configuration.Binding;

/// <summary>Finds the line of a key that a cross-field rule complains of, or of the nearest key above it that was written.</summary>
internal static class KeyLocator
{
    /// <param name="shape">The record whose rule it is.</param>
    /// <param name="node">The record as written.</param>
    /// <param name="place">The record's place.</param>
    /// <param name="relative">Keys or property names below the record: <c>Rl.Gamma</c>, <c>actions[1]</c>.</param>
    public static ConfigPlace Locate(ConfigShape shape, ConfigNode node, ConfigPlace place, string relative)
    {
        ConfigShape? at = shape;
        ConfigNode? written = node;
        foreach (var segment in relative.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at?.Bare is UnionShape union && written is ConfigMap { Entries: [var chosen] } && segment != chosen.Key)
            {
                (place, at, written) = (place.Key(chosen.Key, chosen.KeyPosition), union.Members.GetValueOrDefault(chosen.Key), chosen.Value);
            }

            (place, at, written) = Step(at?.Bare, written, place, segment);
        }

        return place;
    }

    private static (ConfigPlace Place, ConfigShape? Shape, ConfigNode? Node) Step(ConfigShape? shape, ConfigNode? node, ConfigPlace place, string segment)
    {
        if (segment.StartsWith('[') && int.TryParse(segment.Trim('[', ']'), CultureInfo.InvariantCulture, out var index))
        {
            var item = node is ConfigList list && index < list.Items.Length ? list.Items[index] : null;
            return (place.Item(index, item?.Position ?? place.Named), (shape as ListShape)?.Item, item);
        }

        var member = (shape as RecordShape)?.Find(segment) ?? (shape as RecordShape)?.FindProperty(segment);
        var entry = (node as ConfigMap)?.Entries.FirstOrDefault(entry => member is null ? entry.Key == segment : member.Keys.Contains(entry.Key));
        var below = member?.Shape ?? (shape as DictionaryShape)?.Value ?? (shape as UnionShape)?.Members.GetValueOrDefault(segment);
        return (place.Key(entry?.Key ?? member?.Key ?? segment, entry?.KeyPosition ?? place.Named), below, entry?.Value);
    }
}
