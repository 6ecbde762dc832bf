using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReAgent.Evaluation.Reports;

/// <summary>One measurement of a curve. In JSON it is <c>[step, value]</c> or <c>[step, value, low, high]</c>.</summary>
/// <param name="Step">When it was measured, counted in the curve's unit of steps.</param>
/// <param name="Value">What was measured. A value that is not finite (training diverged) is kept, and shown as such.</param>
/// <param name="Low">Lower end of its interval; null when there is none.</param>
/// <param name="High">Upper end of its interval; null when there is none.</param>
[JsonConverter(typeof(CurvePointConverter))]
public readonly record struct CurvePoint(long Step, double Value, double? Low = null, double? High = null);

/// <summary>A point without line breaks, so that a curve of thousands of points is one line of JSON.</summary>
internal sealed class CurvePointConverter : JsonConverter<CurvePoint>
{
    public override CurvePoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException("A point is [step, value] or [step, value, low, high].");
        }

        var step = reader.GetInt64();
        List<double?> values = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.TokenType == JsonTokenType.Null ? null : JsonNumber.Read(ref reader));
        }

        return values switch
        {
            [{ } value] => new(step, value),
            [{ } value, var low, var high] => new(step, value, low, high),
            _ => throw new JsonException(
                $"A point is [step, value] or [step, value, low, high]; this one has {values.Count + 1} entries or no value."),
        };
    }

    public override void Write(Utf8JsonWriter writer, CurvePoint value, JsonSerializerOptions options)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"[{value.Step}, {JsonNumber.Text(value.Value)}");
        writer.WriteRawValue(value is { Low: null, High: null }
            ? $"{start}]"
            : $"{start}, {JsonNumber.Text(value.Low)}, {JsonNumber.Text(value.High)}]");
    }
}
