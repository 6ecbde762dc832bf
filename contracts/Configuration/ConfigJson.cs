using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReAgent.Contracts.Configuration.Shapes;

namespace ReAgent.Contracts.Configuration;

/// <summary>
/// Canonical JSON of configuration records: every key with its value, defaults included, in the order of declaration; dictionaries in the order of
/// their keys; no white space; numbers as their shortest round-trip text. Equal configurations give equal bytes on every machine, so the text can be
/// part of an identity. Keys without effect are left out.
/// </summary>
public static class ConfigJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The record as canonical JSON. Infinities, which JSON lacks, are written as YAML's <c>".inf"</c> and <c>"-.inf"</c>.</summary>
    public static string Write<T>(T config, ConfigCatalog catalog)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(catalog);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            Write(writer, catalog.ShapeOf(typeof(T)), config);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Binds JSON, canonical or written by hand, by the same rules as a file.</summary>
    /// <exception cref="ConfigException">The text is not JSON, or not that record.</exception>
    public static T Read<T>(string json, ConfigCatalog catalog, string source = "json")
        where T : class => new ConfigBinder(catalog).Bind<T>(Parse(json, source)).Require();

    /// <summary>Parses JSON (comments and trailing commas allowed) into a tree with positions.</summary>
    /// <exception cref="ConfigException">The text is not JSON.</exception>
    public static ConfigNode Parse(string json, string source = "json") => new ConfigJsonParser(json, source).Parse();

    internal static void Write(Utf8JsonWriter writer, ConfigShape shape, object? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        switch (shape.Bare)
        {
            case RecordShape record:
                WriteRecord(writer, record, value);
                break;
            case UnionShape union:
                var (name, member) = union.MemberOf(value);
                writer.WriteStartObject();
                writer.WritePropertyName(name);
                WriteRecord(writer, member, value);
                writer.WriteEndObject();
                break;
            case ListShape list:
                writer.WriteStartArray();
                foreach (var item in ConfigCollections.ItemsOf(value))
                {
                    Write(writer, list.Item, item);
                }

                writer.WriteEndArray();
                break;
            case TupleShape tuple:
                writer.WriteStartArray();
                foreach (var (itemShape, item) in tuple.Items.Zip(ConfigCollections.ItemsOfTuple(value)))
                {
                    Write(writer, itemShape, item);
                }

                writer.WriteEndArray();
                break;
            case DictionaryShape dictionary:
                writer.WriteStartObject();
                foreach (var (key, item) in ConfigCollections.EntriesOf(value))
                {
                    writer.WritePropertyName(ConfigConstraint.Text(key));
                    Write(writer, dictionary.Value, item);
                }

                writer.WriteEndObject();
                break;
            case EnumShape choice:
                writer.WriteStringValue(choice.NameOf(value));
                break;
            default:
                WriteScalar(writer, value);
                break;
        }
    }

    private static void WriteRecord(Utf8JsonWriter writer, RecordShape shape, object record)
    {
        writer.WriteStartObject();
        foreach (var member in shape.Members.Where(member => member.NoEffect is null))
        {
            writer.WritePropertyName(member.Key);
            Write(writer, member.Shape, member.Property.GetValue(record));
        }

        writer.WriteEndObject();
    }

    private static void WriteScalar(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool boolean:
                writer.WriteBooleanValue(boolean);
                break;
            case double or float when double.IsInfinity(Convert.ToDouble(value)):
                writer.WriteStringValue(Convert.ToDouble(value) > 0 ? ".inf" : "-.inf");
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case float number:
                writer.WriteNumberValue(number);
                break;
            case ulong integer:
                writer.WriteNumberValue(integer);
                break;
            default:
                writer.WriteNumberValue(Convert.ToInt64(value));
                break;
        }
    }
}
