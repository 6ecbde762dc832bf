using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReAgent.Deploy.Tests.Manifests;

namespace ReAgent.Deploy.Tests.Schemas;

/// <summary>
/// Checks objects against the schemas of the Kubernetes API. It knows the keywords that these use, and is stricter than they are: a field
/// that a schema does not name is wrong, which is how misspelt fields are found.
/// </summary>
internal sealed class SchemaValidator
{
    private static readonly HashSet<string> Keywords =
        ["$ref", "additionalProperties", "enum", "format", "items", "nullable", "oneOf", "properties", "required", "type"];

    private readonly JsonNode _kinds;
    private readonly JsonNode _definitions;

    private SchemaValidator(JsonNode schemas)
    {
        _kinds = schemas["kinds"]!;
        _definitions = schemas["definitions"]!;
    }

    /// <summary>The schemas beside this test.</summary>
    public static SchemaValidator Load() =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", "kubernetes.json")))!);

    /// <summary>What is wrong with an object.</summary>
    public IReadOnlyList<string> Validate(Manifest manifest)
    {
        var version = manifest.Json.Text("apiVersion");
        return _kinds.Text($"{version}/{manifest.Kind}") is { } name
            ? [.. Problems(manifest.Json, Definition(name), "").Select(problem => $"{manifest}: {problem}")]
            : [$"{manifest}: '{version}/{manifest.Kind}' is no kind that is known here (schemas/extract.mjs has the table)"];
    }

    /// <summary>Keywords that the schemas use and the validator does not know.</summary>
    public IEnumerable<string> UnknownKeywords() =>
        ((JsonObject)_definitions).SelectMany(definition => SchemasIn(definition.Value!)).SelectMany(schema => schema.Select(pair => pair.Key)).Except(Keywords);

    private static IEnumerable<JsonObject> SchemasIn(JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return [];
        }

        var below = new List<JsonNode?> { schema["items"], schema["additionalProperties"] };
        below.AddRange(schema["oneOf"] as JsonArray ?? []);
        below.AddRange((schema["properties"] as JsonObject)?.Select(pair => pair.Value) ?? []);
        return [schema, .. below.OfType<JsonNode>().SelectMany(SchemasIn)];
    }

    private JsonNode Definition(string name) => _definitions[name] ?? throw new InvalidDataException($"The schemas have no definition of '{name}'.");

    private IEnumerable<string> Problems(JsonNode? value, JsonNode schema, string path)
    {
        if (schema.Text("$ref") is { } reference)
        {
            return Problems(value, Definition(reference["#/definitions/".Length..]), path);
        }

        if (schema.At("oneOf") is JsonArray choices)
        {
            return OneOf(value, choices, path);
        }

        if (value is null && schema.IsTrue("nullable"))
        {
            return [];
        }

        var type = schema.Text("type");
        if (type is not null && !IsOf(type, value))
        {
            return [$"{path} is {value?.ToJsonString() ?? "null"}; {type} is wanted"];
        }

        if (schema.Items("enum") is { Count: > 0 } allowed && !allowed.Any(choice => JsonNode.DeepEquals(choice, value)))
        {
            return [$"{path} is {value?.ToJsonString()}; one of {string.Join(", ", allowed)} is wanted"];
        }

        return value switch
        {
            JsonObject fields => Fields(fields, schema, path),
            JsonArray items when schema.At("items") is { } each => items.SelectMany((item, index) => Problems(item, each, $"{path}[{index}]")),
            JsonValue text when schema.Text("format") is { } format => Format(text.ToString(), format, path),
            _ => [],
        };
    }

    private string[] OneOf(JsonNode? value, JsonArray choices, string path)
    {
        // 'This or null' says most when the problems of this are told.
        var real = choices.OfType<JsonNode>().Where(choice => choice.Text("type") != "null").ToArray();
        if (value is null && real.Length < choices.Count)
        {
            return [];
        }

        // The problems of the choice that is of the value's type say more than that another type is wanted.
        return real.OrderByDescending(choice => choice.Text("type") is { } type && IsOf(type, value))
            .Select(choice => Problems(value, choice, path).ToArray()).MinBy(problems => problems.Length) ?? [];
    }

    private IEnumerable<string> Fields(JsonObject fields, JsonNode schema, string path)
    {
        foreach (var missing in schema.Items("required").Select(name => name.ToString()).Where(name => !fields.ContainsKey(name)))
        {
            yield return $"{path}.{missing} is missing";
        }

        var known = schema.At("properties") as JsonObject;
        var others = schema.At("additionalProperties");
        foreach (var (name, value) in fields)
        {
            var field = known?[name] ?? others;
            if (field is null && (known is not null || schema.Text("type") != "object"))
            {
                yield return $"{path}.{name} is no field of the Kubernetes API";
                continue;
            }

            foreach (var problem in field is JsonObject ? Problems(value, field, $"{path}.{name}") : [])
            {
                yield return problem;
            }
        }
    }

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue(out long _),
        _ => false,
    };

    private static IEnumerable<string> Format(string text, string format, string path)
    {
        var isGood = format switch
        {
            "int32" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "int64" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "quantity" => Quantity.TryParse(text, out _),
            "byte" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => throw new InvalidDataException($"The format '{format}' is not known here."),
        };
        return isGood ? [] : [$"{path} is '{text}'; a {format} is wanted"];
    }
}
