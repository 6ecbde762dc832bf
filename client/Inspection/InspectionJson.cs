using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReAgent.Data.Inspection;
using ReAgent.Data.Inspection.Findings;

namespace ReAgent.Client.Inspection;

/// <summary>An inspection as JSON, for programs. Numbers that do not exist, such as the mean of nothing, are null.</summary>
internal static class InspectionJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new FiniteNumbers() },
    };

    public static string Text(LogInspection inspection, InspectionFindings findings) =>
        JsonSerializer.Serialize(new { findings.Verdict, Findings = findings.All, Inspection = inspection }, Options);

    private sealed class FiniteNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
