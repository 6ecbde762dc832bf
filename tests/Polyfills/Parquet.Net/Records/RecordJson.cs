using System.Globalization;
using System.Text.Json.Nodes;
using Parquet.Schema;

namespace ParquetPolyfill.Tests.Records;

/// <summary>
/// Rows as JSON, in a form that other tools can make and compare: numbers of up to 53 bits as numbers, wider ones and decimals as strings, bytes as hex,
/// dates as days and timestamps as microseconds since 1970, structs as arrays, maps as arrays of pairs, NaN and the infinities as strings.
/// </summary>
public static class RecordJson
{
    public static JsonArray Of(ParquetSchema schema, IEnumerable<object?[]> rows) =>
        new([.. rows.Select(row => new JsonArray([.. schema.Fields.Select((field, i) => Of(field, row[i]))]))]);

    /// <summary>The path of the first difference, or null.</summary>
    public static string? Difference(JsonNode? expected, JsonNode? actual, string path = "$")
    {
        if (expected is JsonArray left && actual is JsonArray right)
        {
            for (int i = 0; i < Math.Min(left.Count, right.Count); i++)
            {
                if (Difference(left[i], right[i], $"{path}[{i}]") is { } difference)
                {
                    return difference;
                }
            }

            return left.Count == right.Count ? null : $"{path}: {left.Count} entries expected, {right.Count} found";
        }

        bool isEqual = expected is JsonValue a && actual is JsonValue b
            ? a.GetValueKind() == b.GetValueKind()
                && (a.GetValueKind() == System.Text.Json.JsonValueKind.Number ? Number(a).Equals(Number(b)) : a.ToString() == b.ToString())
            : expected is null && actual is null;
        return isEqual ? null : $"{path}: {expected?.ToJsonString() ?? "null"} expected, {actual?.ToJsonString() ?? "null"} found";
    }

    private static double Number(JsonValue value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static JsonNode? Of(Field field, object? value) => (field, value) switch
    {
        (_, null) => null,
        (StructField group, object?[] members) => new JsonArray([.. group.Fields.Select((member, i) => Of(member, members[i]))]),
        (ListField list, List<object?> items) => new JsonArray([.. items.Select(item => Of(list.Item, item))]),
        (MapField map, List<KeyValuePair<object, object?>> pairs) =>
            new JsonArray([.. pairs.Select(pair => new JsonArray(Of(map.Key, pair.Key), Of(map.Value, pair.Value)))]),
        (_, bool truth) => truth,
        (_, float number) => Number(number),
        (_, double number) => Number(number),
        (_, long or ulong) => Convert.ToString(value, CultureInfo.InvariantCulture),
        (_, decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture),
        (_, string text) => text,
        (_, byte[] bytes) => Convert.ToHexStringLower(bytes),
        (_, DateOnly date) => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber,
        (DateTimeDataField { DateTimeFormat: DateTimeFormat.Date }, DateTime date) => (int)(date - DateTime.UnixEpoch).TotalDays,
        (_, DateTime time) => ((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
        (_, Guid guid) => guid.ToString(),
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    private static JsonValue Number(double number) =>
        double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
}
