using System.Text.Json.Nodes;

namespace ReAgent.Deploy.Tests.Manifests;

/// <summary>Ways through the tree of a manifest. A step that is not there leads to nothing, as it does for Kubernetes.</summary>
internal static class JsonPath
{
    /// <summary>What lies at the end of some keys.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            node = (node as JsonObject)?[key];
        }

        return node;
    }

    /// <summary>The text there; null for none.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> keys) => node.At(keys) is JsonValue value ? value.ToString() : null;

    /// <summary>The number there; null for none.</summary>
    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> keys) =>
        node.At(keys) is JsonValue value && value.TryGetValue(out long number) ? number : null;

    /// <summary>True when the value there is the word true.</summary>
    public static bool IsTrue(this JsonNode? node, params ReadOnlySpan<string> keys) => node.At(keys) is JsonValue value && value.TryGetValue(out bool flag) && flag;

    /// <summary>True when the value there is the word false.</summary>
    public static bool IsFalse(this JsonNode? node, params ReadOnlySpan<string> keys) => node.At(keys) is JsonValue value && value.TryGetValue(out bool flag) && !flag;

    /// <summary>The entries of the list there.</summary>
    public static IReadOnlyList<JsonNode> Items(this JsonNode? node, params ReadOnlySpan<string> keys) =>
        node.At(keys) is JsonArray items ? [.. items.OfType<JsonNode>()] : [];

    /// <summary>The names and texts of the object there.</summary>
    public static IReadOnlyDictionary<string, string> Texts(this JsonNode? node, params ReadOnlySpan<string> keys) =>
        node.At(keys) is JsonObject texts ? texts.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "") : new Dictionary<string, string>();

    /// <summary>The entry of a list that has that name.</summary>
    public static JsonNode? Named(this IEnumerable<JsonNode> items, string? name) => items.FirstOrDefault(item => item.Text("name") == name);
}
