using ReAgent.Contracts.Configuration.Shapes;

namespace ReAgent.Contracts.Configuration.Binding;

/// <summary>Binds values, lists and dictionaries; records and unions have files of their own.</summary>
internal sealed partial class ShapeBinder(ConfigFindings findings)
{
    /// <summary>Makes the value, or reports why it cannot be made.</summary>
    public bool TryBind(ConfigShape shape, ConfigNode node, ConfigPlace place, out object? value, string? example = null)
    {
        value = null;
        return shape switch
        {
            NullableShape when node is ConfigScalar { IsNull: true } => true,
            NullableShape nullable => TryBind(nullable.Bare, node, place, out value, example),
            RecordShape record => TryBindRecord(record, node, place, out value),
            UnionShape union => TryBindUnion(union, node, place, out value),
            ScalarShape scalar => TryBindScalar(scalar, node, place, out value, example),
            EnumShape choice => TryBindEnum(choice, node, place, out value),
            ListShape list => TryBindList(list, node, place, out value, example),
            TupleShape tuple => TryBindTuple(tuple, node, place, out value, example),
            DictionaryShape dictionary => TryBindDictionary(dictionary, node, place, out value, example),
            _ => throw new ArgumentException($"Unknown shape {shape.GetType().Name}.", nameof(shape)),
        };
    }

    private bool TryBindScalar(ScalarShape shape, ConfigNode node, ConfigPlace place, out object? value, string? example)
    {
        value = null;
        string? problem = null;
        if (node is ConfigScalar scalar && shape.TryRead(scalar, out value, out problem))
        {
            return true;
        }

        return problem is null
            ? Unwanted(shape, node, place, example)
            : Fail(place, node.Position, $"{place.Subject} is {((ConfigScalar)node).Text}, but {problem}");
    }

    private bool TryBindEnum(EnumShape shape, ConfigNode node, ConfigPlace place, out object? value)
    {
        value = null;
        if (node is not ConfigScalar { IsNull: false } scalar)
        {
            return Unwanted(shape, node, place);
        }

        return shape.TryRead(scalar.Text, out value)
            || Fail(place, node.Position, $"{place.Subject} is '{scalar.Text}', but must be one of {string.Join(", ", shape.Names)}{Suggest(scalar.Text, shape.Names)}");
    }

    private bool TryBindList(ListShape shape, ConfigNode node, ConfigPlace place, out object? value, string? example)
    {
        value = null;
        if (node is not ConfigList list)
        {
            return Unwanted(shape, node, place, example);
        }

        if (!TryBindItems(list, place, _ => shape.Item, out var items))
        {
            return false;
        }

        value = ConfigCollections.List(shape, items);
        return true;
    }

    private bool TryBindTuple(TupleShape shape, ConfigNode node, ConfigPlace place, out object? value, string? example)
    {
        value = null;
        if (node is not ConfigList list)
        {
            return Unwanted(shape, node, place, example);
        }

        if (list.Items.Length != shape.Items.Length)
        {
            return Fail(place, node.Position, $"{place.Subject} has {list.Items.Length} values, but wants {shape.Wants}, for example {example ?? shape.Example}");
        }

        if (!TryBindItems(list, place, i => shape.Items[i], out var items))
        {
            return false;
        }

        value = ConfigCollections.Tuple(shape, items);
        return true;
    }

    private bool TryBindItems(ConfigList list, ConfigPlace place, Func<int, ConfigShape> shapeOf, out object?[] items)
    {
        items = new object?[list.Items.Length];
        var sound = true;
        for (var i = 0; i < items.Length; i++)
        {
            var node = list.Items[i];
            sound &= TryBind(shapeOf(i), node, place.Item(i, node.Position), out items[i]);
        }

        return sound;
    }

    private bool TryBindDictionary(DictionaryShape shape, ConfigNode node, ConfigPlace place, out object? value, string? example)
    {
        value = null;
        if (node is not ConfigMap map)
        {
            return Unwanted(shape, node, place, example);
        }

        var entries = new List<(object Key, object? Value)>();
        var given = new Dictionary<object, ConfigPosition>();
        var sound = true;
        foreach (var entry in map.Entries)
        {
            var below = place.Key(entry.Key, entry.KeyPosition);
            if (!shape.Key.TryRead(new ConfigScalar(entry.KeyPosition, entry.Key, Quoted: shape.Key.Kind == ScalarKind.Text), out var key, out _))
            {
                sound = Fail(below, entry.KeyPosition, $"the key '{entry.Key}' {place.In} is not {shape.Key.Wants}");
            }
            else if (!given.TryAdd(key!, entry.KeyPosition))
            {
                sound = Fail(below, entry.KeyPosition, $"duplicate key '{entry.Key}' {place.In}; it was given first at {given[key!]}");
            }
            else
            {
                sound &= TryBind(shape.Value, entry.Value, below, out var item);
                entries.Add((key!, item));
            }
        }

        if (sound)
        {
            value = ConfigCollections.Dictionary(shape, entries);
        }

        return sound;
    }

    private bool Unwanted(ConfigShape shape, ConfigNode node, ConfigPlace place, string? example = null)
    {
        example ??= shape.Example;
        return Fail(
            place,
            node.Position,
            $"{place.Subject} is {ScalarText.Describe(node)}, but wants {shape.Wants}{(example is null ? "" : $", for example {example}")}");
    }

    private bool Fail(ConfigPlace place, ConfigPosition position, string message)
    {
        findings.Error(place, position, message);
        return false;
    }

    private static string Suggest(string name, IEnumerable<string> candidates) =>
        NearestName.Find(name, candidates) is { } near ? $"; did you mean '{near}'?" : "";
}
