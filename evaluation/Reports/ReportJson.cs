using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace ReAgent.Evaluation.Reports;

/// <summary>
/// <c>report.json</c>: the report as it is, in UTF-8, keys in snake case and in a fixed order. The same report gives the same bytes.
/// Numbers that are not finite are the strings <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.
/// </summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes the report to the stream and leaves the stream open.</summary>
    public static void Write(ExperimentReport report, Stream stream)
    {
        JsonSerializer.Serialize(stream, report, Options);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a report and leaves the stream open. Keys that it does not know are passed over.</summary>
    /// <exception cref="InvalidDataException">This is no report, or one of a newer version; the message says where and why.</exception>
    public static ExperimentReport Read(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            CheckVersion(document.RootElement);
            return document.Deserialize<ExperimentReport>(Options)!;
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"This is not a readable experiment report: {problem.Message}", problem);
        }
    }

    private static void CheckVersion(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("report_version", out var property)
            || property.ValueKind != JsonValueKind.Number || !property.TryGetInt32(out var version))
        {
            throw new InvalidDataException("This is not an experiment report: it has no report_version that is a whole number.");
        }

        if (version is < 1 or > ExperimentReport.CurrentVersion)
        {
            throw new InvalidDataException(
                $"The report has report_version {version}; this version of the software reads 1 to {ExperimentReport.CurrentVersion}.");
        }
    }
}
