using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReAgent.Evaluation.Results;

/// <summary>Reports as JSON: snake case, enums by name, absent values as null. Equal reports have equal bytes.</summary>
public static class CpeReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The report as UTF-8, ending with a line feed.</summary>
    public static byte[] Write(CpeReport report) => Write<CpeReport>(report);

    /// <summary>The report that <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a report.</exception>
    public static CpeReport Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<CpeReport>(json, Options) ?? throw new JsonException("A report is a JSON object, not null.");

    /// <summary>Whatever holds reports, in the same format.</summary>
    internal static byte[] Write<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Options), (byte)'\n'];
}
