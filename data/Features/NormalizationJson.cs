using System.Globalization;
using System.Text.Json;

namespace ReAgent.Data.Features;

/// <summary>
/// Normalization parameters as JSON in the format of ReAgent: <c>{"&lt;feature id&gt;": "&lt;parameters as a JSON text&gt;"}</c>, encoded
/// twice. Writing is byte-stable: features by ascending id, members in ReAgent's order with nulls present, numbers as Python writes
/// them (shortest digits that give the same float64 back).
/// </summary>
public static class NormalizationJson
{
    private static readonly string[] Members =
        ["feature_type", "boxcox_lambda", "boxcox_shift", "mean", "stddev", "possible_values", "quantiles", "min_value", "max_value"];

    /// <summary>Writes all features.</summary>
    /// <exception cref="ArgumentException">A number is not finite, so that JSON cannot hold it.</exception>
    public static string Write(IReadOnlyDictionary<long, NormalizationParameters> features)
    {
        var entries = features
            .OrderBy(feature => feature.Key)
            .Select(feature => $"\"{feature.Key}\": \"{Write(feature.Value).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        return $"{{{string.Join(", ", entries)}}}";
    }

    /// <summary>Writes the inner text of one feature.</summary>
    /// <exception cref="ArgumentException">A number is not finite, so that JSON cannot hold it.</exception>
    public static string Write(NormalizationParameters parameters)
    {
        string?[] values =
        [
            $"\"{parameters.Type.InFiles()}\"",
            Number(parameters.BoxCoxLambda),
            Number(parameters.BoxCoxShift),
            Number(parameters.Mean),
            Number(parameters.StandardDeviation),
            List(parameters.PossibleValues, value => value.ToString(CultureInfo.InvariantCulture)),
            List(parameters.Quantiles, JsonNumber.Write),
            Number(parameters.MinValue),
            Number(parameters.MaxValue),
        ];
        return $"{{{string.Join(", ", Members.Zip(values, (name, value) => $"\"{name}\": {value ?? "null"}"))}}}";

        static string? Number(double? value) => value is { } number ? JsonNumber.Write(number) : null;

        static string? List<T>(IReadOnlyList<T>? items, Func<T, string> write) =>
            items is null ? null : $"[{string.Join(", ", items.Select(write))}]";
    }

    /// <summary>Reads all features and checks that each can be normalized.</summary>
    /// <exception cref="InvalidDataException">The text is not in this format; the message names every problem with its feature.</exception>
    public static IReadOnlyDictionary<long, NormalizationParameters> Read(string json)
    {
        var features = new SortedDictionary<long, NormalizationParameters>();
        var problems = new List<string>();
        using var document = Parse(json, "normalization");
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"Normalization must be a JSON object of feature ids, not {document.RootElement.ValueKind}.");
        }

        foreach (var entry in document.RootElement.EnumerateObject())
        {
            if (!long.TryParse(entry.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
            {
                problems.Add($"'{entry.Name}' is not a feature id (a whole number)");
            }
            else if (features.ContainsKey(id))
            {
                problems.Add($"feature {id} occurs twice");
            }
            else if (entry.Value.ValueKind != JsonValueKind.String)
            {
                problems.Add($"feature {id} must be a string that holds JSON, not {entry.Value.ValueKind}");
            }
            else
            {
                try
                {
                    features.Add(id, ReadOne(entry.Value.GetString()!));
                }
                catch (InvalidDataException error)
                {
                    problems.Add($"feature {id}: {error.Message}");
                }
            }
        }

        return problems.Count == 0
            ? features
            : throw new InvalidDataException($"Normalization is invalid: {string.Join("; ", problems)}.");
    }

    /// <summary>Reads the inner text of one feature and checks that it can be normalized.</summary>
    /// <exception cref="InvalidDataException">The text is not in this format; the message names every problem.</exception>
    public static NormalizationParameters ReadOne(string json)
    {
        using var document = Parse(json, "parameters");
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"parameters must be a JSON object, not {document.RootElement.ValueKind}");
        }

        var reader = new MemberReader(document.RootElement);
        var parameters = new NormalizationParameters
        {
            Type = reader.Type(),
            BoxCoxLambda = reader.Number("boxcox_lambda"),
            BoxCoxShift = reader.Number("boxcox_shift"),
            Mean = reader.Number("mean"),
            StandardDeviation = reader.Number("stddev"),
            PossibleValues = reader.List<long>("possible_values", WholeNumber),
            Quantiles = reader.List<double>("quantiles", item => item.TryGetDouble(out var value) ? value : null),
            MinValue = reader.Number("min_value"),
            MaxValue = reader.Number("max_value"),
        };
        IReadOnlyList<string> problems = reader.Problems.Count > 0 ? reader.Problems : parameters.Problems();
        return problems.Count == 0 ? parameters : throw new InvalidDataException(string.Join(", ", problems));
    }

    /// <summary>Files of older versions write whole numbers as 3.0 too; beyond 2⁵³ float64 does not tell them apart.</summary>
    private static long? WholeNumber(JsonElement item) =>
        item.TryGetInt64(out var whole) ? whole
        : item.TryGetDouble(out var value) && double.IsInteger(value) && Math.Abs(value) <= 1L << 53 ? (long)value
        : null;

    private static JsonDocument Parse(string json, string what)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{what} is not JSON: {error.Message}", error);
        }
    }

    private sealed class MemberReader(JsonElement json)
    {
        public List<string> Problems { get; } =
        [
            .. json.EnumerateObject()
                .Where(member => !Members.Contains(member.Name))
                .Select(member => $"unknown member '{member.Name}' (known: {string.Join(", ", Members)})"),
        ];

        public FeatureType Type()
        {
            var name = json.TryGetProperty("feature_type", out var member) && member.ValueKind == JsonValueKind.String
                ? member.GetString()
                : null;
            if (!FeatureTypeNames.TryParse(name, out var type))
            {
                Problems.Add($"feature_type is '{name}', but must be one of {string.Join(", ", FeatureTypeNames.All)}");
            }

            return type;
        }

        public double? Number(string name)
        {
            if (!json.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (member.ValueKind == JsonValueKind.Number)
            {
                return member.GetDouble();
            }

            Problems.Add($"{name} must be a number or null, not {member.ValueKind}");
            return null;
        }

        public List<T>? List<T>(string name, Func<JsonElement, T?> read)
            where T : struct
        {
            if (!json.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (member.ValueKind != JsonValueKind.Array)
            {
                Problems.Add($"{name} must be a list or null, not {member.ValueKind}");
                return null;
            }

            var items = new List<T>();
            foreach (var item in member.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Number && read(item) is { } value)
                {
                    items.Add(value);
                }
                else
                {
                    var expected = typeof(T) == typeof(long) ? "a whole number" : "a number";
                    Problems.Add($"{name} holds {item.GetRawText()}, which is not {expected}");
                }
            }

            return items;
        }
    }
}
