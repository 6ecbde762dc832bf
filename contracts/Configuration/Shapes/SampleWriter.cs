using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>Writes a value of a shape as commented YAML.</summary>
internal sealed partial class SampleWriter
{
    private const int Width = 100;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _yaml = new();

    public string Write(ConfigShape shape, object config)
    {
        switch (shape)
        {
            case UnionShape union:
                Member(union, config, "");
                break;
            case RecordShape record:
                Comment(record.Description, "");
                if (record.Description is not null)
                {
                    _yaml.Append('\n');
                }

                Keys(record, config, "", spaced: true);
                break;
        }

        return _yaml.ToString();
    }

    private void Keys(RecordShape shape, object record, string indent, bool spaced = false)
    {
        var first = true;
        foreach (var member in shape.Members.Where(member => member.NoEffect is null))
        {
            if (spaced && !first)
            {
                _yaml.Append('\n');
            }

            first = false;
            Comment(About(member), indent);
            Key(member, member.Property.GetValue(record), indent);
        }
    }

    private void Key(ConfigMember member, object? value, string indent)
    {
        if (value is null)
        {
            _yaml.Append(indent).Append(member.Required ? "" : "# ").Append(member.Key).Append(member.Required ? ":\n" : ": null\n");
            return;
        }

        _yaml.Append(indent).Append(member.Key).Append(':');
        Value(member.Shape.Bare, value, indent);
    }

    /// <summary>What follows the colon after a key, to the end of the line or of the block below.</summary>
    private void Value(ConfigShape shape, object value, string indent)
    {
        switch (shape)
        {
            case RecordShape { Members.IsEmpty: true }:
                _yaml.Append(" {}\n");
                break;
            case RecordShape record:
                _yaml.Append('\n');
                Keys(record, value, indent + "  ");
                break;
            case UnionShape union:
                _yaml.Append('\n');
                Member(union, value, indent + "  ");
                break;
            case ListShape { Item.Bare: RecordShape or UnionShape } list when ConfigCollections.ItemsOf(value).Count > 0:
                _yaml.Append('\n');
                foreach (var item in ConfigCollections.ItemsOf(value))
                {
                    _yaml.Append(indent).Append("  - ").Append(Flow(list.Item, item)).Append('\n');
                }

                break;
            case DictionaryShape dictionary when ConfigCollections.EntriesOf(value).Count > 0:
                _yaml.Append('\n');
                foreach (var (key, item) in ConfigCollections.EntriesOf(value))
                {
                    _yaml.Append(indent).Append("  ").Append(Flow(dictionary.Key, key)).Append(": ").Append(Flow(dictionary.Value, item)).Append('\n');
                }

                break;
            default:
                _yaml.Append(' ').Append(Flow(shape, value)).Append('\n');
                break;
        }
    }

    private void Member(UnionShape union, object value, string indent)
    {
        var (name, member) = union.MemberOf(value);
        Comment(member.Description, indent);
        _yaml.Append(indent).Append(name).Append(':');
        Value(member, value, indent);
    }

    /// <summary>The value in one line.</summary>
    private static string Flow(ConfigShape shape, object? value) => (shape.Bare, value) switch
    {
        (_, null) => "null",
        (ListShape list, _) => $"[{string.Join(", ", ConfigCollections.ItemsOf(value).Select(item => Flow(list.Item, item)))}]",
        (TupleShape tuple, _) => $"[{string.Join(", ", tuple.Items.Zip(ConfigCollections.ItemsOfTuple(value), Flow))}]",
        (ScalarShape { Kind: ScalarKind.Text }, string text) when PlainText().IsMatch(text) && !new ConfigScalar(default, text).IsNull => text,
        (ScalarShape { Kind: ScalarKind.Number }, double.PositiveInfinity or float.PositiveInfinity) => ".inf",
        (ScalarShape { Kind: ScalarKind.Number }, double.NegativeInfinity or float.NegativeInfinity) => "-.inf",
        (var bare, _) => Json(bare, value),
    };

    // JSON is YAML.
    private static string Json(ConfigShape shape, object value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            ConfigJson.Write(writer, shape, value);
        }

        var json = Encoding.UTF8.GetString(stream.ToArray());
        return shape is EnumShape ? json.Trim('"') : json;
    }

    private static string? About(ConfigMember member)
    {
        var sentences = new List<string>();
        if (member.Description is { } description)
        {
            sentences.Add(description);
        }

        foreach (var constraint in member.Constraints)
        {
            if (constraint.Allowed is { } allowed)
            {
                sentences.Add($"{char.ToUpperInvariant(allowed[0])}{allowed[1..]}.");
            }
        }

        switch (member.Shape.Bare)
        {
            case UnionShape { Members.Count: > 1 } union:
                sentences.Add($"One of {string.Join(", ", union.Members.Keys)}.");
                break;
            case EnumShape choice:
                sentences.Add($"One of {string.Join(", ", choice.Names)}.");
                break;
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    private void Comment(string? text, string indent)
    {
        if (text is null)
        {
            return;
        }

        var line = new StringBuilder($"{indent}#");
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + 1 + word.Length > Width && line.Length > indent.Length + 1)
            {
                _yaml.Append(line).Append('\n');
                line.Clear().Append(indent).Append('#');
            }

            line.Append(' ').Append(word);
        }

        _yaml.Append(line).Append('\n');
    }

    [GeneratedRegex(@"^[A-Za-z0-9_./]([A-Za-z0-9_./ -]*[A-Za-z0-9_./])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainText();
}
