using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReAgent.Evaluation.Reports;

/// <summary>A list of numbers on one line of JSON.</summary>
internal sealed class NumberRowConverter : JsonConverter<IReadOnlyList<double>>
{
    public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("An array of numbers is expected.");
        }

        List<double> numbers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(JsonNumber.Read(ref reader));
        }

        return numbers;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(number => JsonNumber.Text(number)))}]");
}

/// <summary>Numbers in JSON: the shortest text that reads back as the same bits, and <c>NaN</c> and infinities in quotes.</summary>
internal static class JsonNumber
{
    public static string Text(double? number) => number switch
    {
        null => "null",
        double.PositiveInfinity => "\"Infinity\"",
        double.NegativeInfinity => "\"-Infinity\"",
        double.NaN => "\"NaN\"",
        { } finite => finite.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
    };

    public static double Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String => reader.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw new JsonException($"'{other}' is not a number; in quotes only NaN, Infinity and -Infinity are."),
        },
        var other => throw new JsonException($"A number is expected, not {other}."),
    };
}
