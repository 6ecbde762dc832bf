using ReAgent.Contracts.Configuration.Shapes;

namespace ReAgent.Contracts.Configuration.Binding;

internal sealed partial class ShapeBinder
{
    private bool TryBindUnion(UnionShape shape, ConfigNode node, ConfigPlace place, out object? value)
    {
        value = null;
        var allowed = $"Allowed: {string.Join(", ", shape.Members.Keys)}.";
        if (node is not ConfigMap map)
        {
            var repair = node is ConfigScalar scalar && shape.Members.ContainsKey(scalar.Text) ? $"; write {{{scalar.Text}: {{}}}}" : "";
            return Fail(
                place,
                node.Position,
                $"{place.Subject} is {ScalarText.Describe(node)}, but wants a map with exactly one key{(repair.Length == 0 ? "." : $"{repair}.")} {allowed}");
        }

        if (map.Entries.IsEmpty)
        {
            return Fail(place, place.Named, $"{place.Subject} is an empty map, but takes exactly one key. {allowed}");
        }

        var sound = true;
        foreach (var entry in map.Entries.Where(entry => !shape.Members.ContainsKey(entry.Key)))
        {
            var suggestion = Suggest(entry.Key, shape.Members.Keys);
            sound = Fail(
                place.Key(entry.Key, entry.KeyPosition),
                entry.KeyPosition,
                $"unknown member '{entry.Key}' of {place.Subject}{(suggestion.Length == 0 ? "." : suggestion)} {allowed}");
        }

        var chosen = map.Entries.Where(entry => shape.Members.ContainsKey(entry.Key)).ToArray();
        foreach (var second in chosen.Skip(1))
        {
            var first = chosen[0];
            sound = Fail(
                place.Key(second.Key, second.KeyPosition),
                second.KeyPosition,
                second.Key == first.Key
                    ? $"duplicate key '{second.Key}' {place.In}; it was given first at {first.KeyPosition}"
                    : $"{place.Subject} takes exactly one key, but has '{second.Key}' beside '{first.Key}' (at {first.KeyPosition}); keep one");
        }

        // The first is bound even beside others, so that its own errors show in the same go.
        return chosen.Length > 0
            && TryBindRecord(shape.Members[chosen[0].Key], chosen[0].Value, place.Key(chosen[0].Key, chosen[0].KeyPosition), out value)
            && sound;
    }
}
