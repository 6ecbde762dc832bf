using ReAgent.Contracts.Configuration.Shapes;

namespace ReAgent.Contracts.Configuration.Binding;

internal sealed partial class ShapeBinder
{
    private bool TryBindRecord(RecordShape shape, ConfigNode node, ConfigPlace place, out object? value)
    {
        value = null;
        // "eval_parameters:" with every line below it commented out is an empty map to its writer.
        var map = node as ConfigMap ?? (node is ConfigScalar { IsNull: true } ? new ConfigMap(node.Position, []) : null);
        if (map is null)
        {
            return Unwanted(shape, node, place);
        }

        var errorsBefore = findings.ErrorCount;
        var record = shape.New();
        var given = new Dictionary<ConfigMember, ConfigEntry>();
        foreach (var entry in map.Entries)
        {
            BindEntry(shape, record, entry, given, place);
        }

        foreach (var member in shape.Members.Where(member => member.Required && !given.ContainsKey(member)))
        {
            var example = member.Shape.Example is { } text ? $", for example {text}" : "";
            findings.Error(place.Key(member.Key, place.Named), place.Named, $"missing key '{member.Key}' {place.In}; it wants {member.Shape.Wants}{example}");
        }

        if (findings.ErrorCount == errorsBefore && record is IValidatedConfig validated)
        {
            foreach (var problem in validated.Validate())
            {
                var located = KeyLocator.Locate(shape, map, place, problem.Key);
                findings.Error(located, located.Named, $"{located.Subject}: {problem.Message}");
            }
        }

        value = record;
        return findings.ErrorCount == errorsBefore;
    }

    private void BindEntry(RecordShape shape, object record, ConfigEntry entry, Dictionary<ConfigMember, ConfigEntry> given, ConfigPlace place)
    {
        var below = place.Key(entry.Key, entry.KeyPosition);
        if (shape.NoEffectKeys.TryGetValue(entry.Key, out var why))
        {
            findings.Note(below, entry.KeyPosition, $"{below.Path} has no effect here: {why}");
            return;
        }

        if (shape.Find(entry.Key) is not { } member)
        {
            findings.Error(below, entry.KeyPosition, UnknownKey(shape, entry.Key, place));
            return;
        }

        if (!given.TryAdd(member, entry))
        {
            var first = given[member];
            findings.Error(below, entry.KeyPosition, first.Key == entry.Key
                ? $"duplicate key '{entry.Key}' {place.In}; it was given first at {first.KeyPosition}"
                : $"'{entry.Key}' {place.In} is another name for '{first.Key}', which was given at {first.KeyPosition}; keep one");
            return;
        }

        if (!TryBind(member.Shape, entry.Value, below, out var value, Example(member, record)))
        {
            return;
        }

        if (value is not null && !Satisfies(member, value, entry.Value, below))
        {
            return;
        }

        member.Property.SetValue(record, value);
        if (member.NoEffect is { } reason)
        {
            findings.Note(below, entry.KeyPosition, $"{below.Path} has no effect here: {reason}");
        }
    }

    private bool Satisfies(ConfigMember member, object value, ConfigNode node, ConfigPlace place)
    {
        var errorsBefore = findings.ErrorCount;
        foreach (var constraint in member.Constraints)
        {
            foreach (var (part, position, where) in constraint.OnItems ? Parts(member.Shape.Bare, value, node, place) : [(value, node.Position, place)])
            {
                if (constraint.Violation(part) is { } violation)
                {
                    var found = node is ConfigScalar || constraint.OnItems ? ConfigConstraint.Text(part) : ScalarText.Describe(node);
                    findings.Error(where, position, $"{where.Subject} is {found}, but must {violation}");
                }
            }
        }

        return findings.ErrorCount == errorsBefore;
    }

    /// <summary>The value itself or, for a list or dictionary, each item with its place.</summary>
    private static IEnumerable<(object Part, ConfigPosition Position, ConfigPlace Place)> Parts(
        ConfigShape shape, object value, ConfigNode node, ConfigPlace place) => (shape, node) switch
    {
        (ListShape, ConfigList list) => ConfigCollections.ItemsOf(value)
            .Select((item, i) => (item!, list.Items[i].Position, place.Item(i, list.Items[i].Position)))
            .Where(part => part.Item1 is not null),
        (DictionaryShape, ConfigMap map) => ConfigCollections.EntriesOf(value)
            .Select(item => (item, entry: map.Entries.First(entry => KeyText(entry.Key, item.Key))))
            .Where(part => part.item.Value is not null)
            .Select(part => (part.item.Value!, part.entry.Value.Position, place.Key(part.entry.Key, part.entry.KeyPosition))),
        _ => [(value, node.Position, place)],
    };

    private static bool KeyText(string written, object key) =>
        key is string text ? text == written : ScalarText.Integer(new ConfigScalar(default, written)) == Int128.Parse(ConfigConstraint.Text(key));

    private static string? Example(ConfigMember member, object defaults) =>
        !member.Required && member.Shape.Bare is ScalarShape or ListShape or TupleShape or DictionaryShape
            && member.Property.GetValue(defaults) is { } value
            && DefaultText.Of(member.Shape, value) is { } text ? text : null;

    private static string UnknownKey(RecordShape shape, string key, ConfigPlace place)
    {
        var keys = shape.Members.Select(member => member.Key).ToArray();
        var suggestion = Nested(shape, key) is { } nested ? $"; did you mean '{nested}'?"
            : NearestName.Find(key, keys) is { } near ? $"; did you mean '{near}'?"
            : "";
        var allowed = keys.Length == 0 ? "No key is allowed here." : $"Allowed: {string.Join(", ", keys)}.";
        return $"unknown key '{key}' {place.In}{(suggestion.Length == 0 ? "." : suggestion)} {allowed}";
    }

    /// <summary>The key as a path, when it is misplaced by one or two levels: <c>gamma</c> beside <c>rl</c> is <c>rl.gamma</c>.</summary>
    private static string? Nested(RecordShape shape, string key, int levels = 2) => levels == 0 ? null : shape.Members
        .Select(member => member.Shape.Bare is not RecordShape below ? null
            : below.Find(key) is not null ? $"{member.Key}.{key}"
            : Nested(below, key, levels - 1) is { } deeper ? $"{member.Key}.{deeper}"
            : null)
        .FirstOrDefault(path => path is not null);
}
