using System.Text.Json.Nodes;
using ReAgent.Contracts.Configuration.Sweeps;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>Lets a JSON Schema accept sweeps: a list of values to try wherever a value may stand, and seeds.</summary>
internal static class SweepSchema
{
    // What says something of a place, not of the values in it.
    private static readonly string[] Annotations = ["description", "default", "deprecated"];

    /// <summary>Changes the definitions in place.</summary>
    /// <param name="definitions">Schemas of records and unions, by name.</param>
    /// <param name="root">Name of the record at the top level, which may list seeds.</param>
    public static void Allow(JsonObject definitions, string root)
    {
        foreach (var (_, definition) in definitions.ToArray())
        {
            // Members of a union are written out, for a union has one key and that chooses the member; a grid stands in the place of the union.
            if (definition is JsonObject { } schema && schema["minProperties"] is null && schema["properties"] is JsonObject properties)
            {
                AllowGrids(properties);
            }
        }

        ((JsonObject)definitions[root]!["properties"]!)[ConfigSweep.SeedsKey] = new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            ["minItems"] = 1,
            ["uniqueItems"] = true,
            ["description"] = "Seeds to run every setting with, in place of 'seed': a sweep.",
        };
    }

    private static void AllowGrids(JsonObject properties)
    {
        foreach (var (key, property) in properties.ToArray())
        {
            var schema = (JsonObject)property!;
            var place = new JsonObject();
            foreach (var annotation in Annotations)
            {
                if (schema.TryGetPropertyValue(annotation, out var value))
                {
                    schema.Remove(annotation);
                    place[annotation] = value;
                }
            }

            AllowInside(schema);

            // A key without effect, or another name of one, takes anything as it is.
            properties[key] = Merge(schema.Count == 0 ? schema : AnyOf(schema), place);
        }
    }

    // Items of lists and values of maps may be grids too.
    private static void AllowInside(JsonObject schema)
    {
        if (schema["items"] is JsonObject items)
        {
            schema["items"] = WithInside(items);
        }

        if (schema["additionalProperties"] is JsonObject values)
        {
            schema["additionalProperties"] = WithInside(values);
        }

        if (schema["prefixItems"] is JsonArray parts)
        {
            schema["prefixItems"] = new JsonArray([.. parts.Select(part => (JsonNode?)WithInside((JsonObject)part!))]);
        }
    }

    private static JsonObject WithInside(JsonObject schema)
    {
        var own = (JsonObject)schema.DeepClone();
        AllowInside(own);
        return AnyOf(own);
    }

    private static JsonObject AnyOf(JsonObject schema) => new()
    {
        ["anyOf"] = new JsonArray(
            schema.DeepClone(),
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    [ConfigSweep.GridKey] = new JsonObject { ["type"] = "array", ["items"] = schema.DeepClone(), ["minItems"] = 1 },
                },
                ["required"] = new JsonArray(ConfigSweep.GridKey),
                ["additionalProperties"] = false,
            }),
    };

    private static JsonObject Merge(JsonObject schema, JsonObject more)
    {
        var merged = (JsonObject)schema.DeepClone();
        foreach (var (key, value) in more)
        {
            merged[key] = value?.DeepClone();
        }

        return merged;
    }
}
