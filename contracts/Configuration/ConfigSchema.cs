using System.Text.Json;
using System.Text.Json.Nodes;
using ReAgent.Contracts.Configuration.Shapes;

namespace ReAgent.Contracts.Configuration;

/// <summary>
/// JSON Schema (draft 2020-12) of a configuration: keys, kinds, ranges, choices, defaults and descriptions
/// (<see cref="System.ComponentModel.DescriptionAttribute"/>), so that editors complete and check YAML while it is typed.
/// </summary>
public static class ConfigSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented JSON. The same records give the same text.</summary>
    /// <param name="catalog">Where the types are.</param>
    /// <param name="title">Title of the schema.</param>
    /// <param name="sweeps">Whether values may be lists to try, and seeds be listed, as <see cref="Sweeps.ConfigSweep"/> says.</param>
    public static string Write<T>(ConfigCatalog catalog, string title, bool sweeps = false)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var definitions = new SchemaDefinitions();
        var root = definitions.Of(catalog.ShapeOf(typeof(T)));
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
        };
        foreach (var (keyword, value) in root.ToArray())
        {
            root.Remove(keyword);
            schema[keyword] = value;
        }

        var records = definitions.ToJson();
        if (sweeps)
        {
            SweepSchema.Allow(records, typeof(T).Name);
        }

        schema["$defs"] = records;
        return schema.ToJsonString(Indented);
    }
}
