using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>Builds a JSON Schema from shapes; records and unions are defined once and referred to.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> _names = [];

    /// <summary>All definitions so far, by name.</summary>
    public JsonObject ToJson() => new(_definitions.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>The schema of a value of that shape.</summary>
    public JsonObject Of(ConfigShape shape) => shape switch
    {
        NullableShape nullable => OrNull(Of(nullable.Bare)),
        RecordShape record => Reference(record.Type, () => Record(record)),
        UnionShape union => Reference(union.Type, () => Union(union)),
        EnumShape choice => new JsonObject { ["enum"] = Strings(choice.Names) },
        ListShape list => new JsonObject { ["type"] = "array", ["items"] = Of(list.Item) },
        TupleShape tuple => new JsonObject
        {
            ["type"] = "array",
            ["prefixItems"] = new JsonArray([.. tuple.Items.Select(item => (JsonNode?)Of(item))]),
            ["minItems"] = tuple.Items.Length,
            ["maxItems"] = tuple.Items.Length,
        },
        DictionaryShape dictionary => Dictionary(dictionary),
        ScalarShape scalar => Scalar(scalar),
        _ => throw new ArgumentException($"Unknown shape {shape.GetType().Name}.", nameof(shape)),
    };

    private static JsonObject Scalar(ScalarShape scalar) => scalar.Kind switch
    {
        ScalarKind.Boolean => new JsonObject { ["type"] = "boolean" },
        ScalarKind.Number => new JsonObject { ["type"] = "number" },
        ScalarKind.Integer when scalar.Least == 0 => new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
        ScalarKind.Integer => new JsonObject { ["type"] = "integer" },
        // Where text is wanted, the binder takes numbers and bools as they are written.
        _ => new JsonObject { ["type"] = Strings(["string", "number", "boolean"]) },
    };

    private JsonObject Dictionary(DictionaryShape dictionary)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(dictionary.Value) };
        if (dictionary.Key.Kind == ScalarKind.Integer)
        {
            schema["propertyNames"] = new JsonObject { ["pattern"] = "^-?[0-9]+$" };
        }

        return schema;
    }

    private JsonObject Union(UnionShape union)
    {
        var properties = new JsonObject();
        foreach (var (name, member) in union.Members)
        {
            properties[name] = Of(member);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
            ["additionalProperties"] = false,
        };
    }

    private JsonObject Record(RecordShape record)
    {
        var schema = new JsonObject();
        if (record.Description is { } description)
        {
            schema["description"] = description;
        }

        var required = record.Members.Where(member => member.Required).Select(member => member.Key).ToArray();
        schema["type"] = required.Length == 0 ? Strings(["object", "null"]) : "object";
        var defaults = record.New();
        var properties = new JsonObject();
        foreach (var member in record.Members)
        {
            properties[member.Key] = Member(member, defaults);
            foreach (var alias in member.Keys.Skip(1))
            {
                properties[alias] = new JsonObject { ["description"] = $"Another name for {member.Key}.", ["deprecated"] = true };
            }
        }

        foreach (var (key, why) in record.NoEffectKeys)
        {
            properties[key] = new JsonObject { ["description"] = $"Has no effect here: {why}.", ["deprecated"] = true };
        }

        schema["properties"] = properties;
        if (required.Length > 0)
        {
            schema["required"] = Strings(required);
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Member(ConfigMember member, object defaults)
    {
        var schema = Of(member.Shape);
        foreach (var constraint in member.Constraints)
        {
            Constrain(schema, member.Shape.Bare, constraint);
        }

        var description = member.NoEffect is { } why ? $"Has no effect here: {why}." : member.Description;
        if (description is not null)
        {
            schema["description"] = description;
        }

        if (member.NoEffect is not null)
        {
            schema["deprecated"] = true;
        }

        var value = member.Property.GetValue(defaults);
        if (!member.Required && (value is not null || member.Shape is NullableShape))
        {
            schema["default"] = Json(member.Shape, value);
        }

        return schema;
    }

    private static void Constrain(JsonObject schema, ConfigShape shape, ConfigConstraint constraint)
    {
        var target = !constraint.OnItems ? schema : shape switch
        {
            ListShape => (JsonObject)schema["items"]!,
            DictionaryShape => (JsonObject)schema["additionalProperties"]!,
            _ => schema,
        };
        switch (constraint)
        {
            case RangeConstraint range:
                Set(target, range.MinimumExclusive ? "exclusiveMinimum" : "minimum", range.Minimum);
                Set(target, range.MaximumExclusive ? "exclusiveMaximum" : "maximum", range.Maximum);
                break;
            case LengthConstraint length:
                var unit = shape switch { ScalarShape => "Length", DictionaryShape => "Properties", _ => "Items" };
                Set(target, $"min{unit}", length.Least == 0 ? null : length.Least);
                Set(target, $"max{unit}", length.Most == int.MaxValue ? null : length.Most);
                break;
            case PatternConstraint pattern:
                target["pattern"] = $"^(?:{pattern.Pattern})$";
                break;
            case ChoiceConstraint choice when shape is ScalarShape { Kind: ScalarKind.Text }:
                target.Remove("type");
                target["enum"] = Strings(choice.Choices);
                break;
        }
    }

    private static void Set(JsonObject schema, string keyword, double? value)
    {
        if (value is { } number)
        {
            schema[keyword] = double.IsInteger(number) && Math.Abs(number) < 1L << 53 ? (JsonNode)(long)number : number;
        }
    }

    private JsonObject Reference(Type type, Func<JsonObject> definition)
    {
        if (!_names.TryGetValue(type, out var name))
        {
            name = _definitions.ContainsKey(type.Name) ? $"{type.Namespace}.{type.Name}" : type.Name;
            _names[type] = name;
            // Reserved before it is built, because a record may contain itself.
            _definitions[name] = [];
            _definitions[name] = definition();
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        switch (schema["type"])
        {
            case JsonValue single:
                schema["type"] = Strings([single.GetValue<string>(), "null"]);
                return schema;
            case JsonArray several:
                several.Add("null");
                return schema;
        }

        return new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }

    private static JsonNode? Json(ConfigShape shape, object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            ConfigJson.Write(writer, shape, value);
        }

        return JsonNode.Parse(stream.ToArray());
    }

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
