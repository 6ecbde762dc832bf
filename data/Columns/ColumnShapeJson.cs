using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReAgent.Data.Columns;

/// <summary>Writes shapes as texts: <c>number</c>, <c>list&lt;text&gt;</c>, <c>map&lt;integer,list&lt;integer&gt;&gt;</c>.</summary>
internal sealed class ColumnShapeJson : JsonConverter<ColumnShape>
{
    /// <inheritdoc/>
    public override ColumnShape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        var rest = text.AsSpan();
        return Parse(ref rest) is { } shape && rest.IsEmpty ? shape : throw new JsonException($"'{text}' is no shape of a column.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ColumnShape value, JsonSerializerOptions options) => writer.WriteStringValue(TextOf(value));

    private static string TextOf(ColumnShape shape) => shape switch
    {
        ColumnShape.Scalar scalar => NameOf(scalar.Kind),
        ColumnShape.ListOf list => $"list<{TextOf(list.Item)}>",
        ColumnShape.MapOf map => $"map<{NameOf(map.Key)},{TextOf(map.Value)}>",
        _ => throw new JsonException($"There is no text for a {shape}."),
    };

    private static string NameOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Number => "number",
        ScalarKind.Integer => "integer",
        ScalarKind.Text => "text",
        _ => "flag",
    };

    private static ColumnShape? Parse(ref ReadOnlySpan<char> rest)
    {
        if (Take(ref rest, "list<"))
        {
            return Parse(ref rest) is { } item && Take(ref rest, ">") ? new ColumnShape.ListOf(item) : null;
        }

        if (Take(ref rest, "map<"))
        {
            return Parse(ref rest) is ColumnShape.Scalar key && Take(ref rest, ",") && Parse(ref rest) is { } value && Take(ref rest, ">")
                ? new ColumnShape.MapOf(key.Kind, value)
                : null;
        }

        foreach (var kind in Enum.GetValues<ScalarKind>())
        {
            if (Take(ref rest, NameOf(kind)))
            {
                return new ColumnShape.Scalar(kind);
            }
        }

        return null;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, string word)
    {
        if (!rest.StartsWith(word, StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[word.Length..];
        return true;
    }
}
