using System.Globalization;
using System.Text.Json;

namespace ReAgent.Client.Logs;

/// <summary>An entry of a silo's log.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Time">When it was written, UTC; null when the line does not say.</param>
/// <param name="Level">How serious it is, as .NET's names; null when the line does not say.</param>
/// <param name="Category">Who wrote it.</param>
/// <param name="Message">What it says.</param>
/// <param name="Exception">The exception it tells of.</param>
/// <param name="Line">The line as it stands in the log.</param>
internal sealed record LogEntry(string Silo, DateTime? Time, string? Level, string? Category, string Message, string? Exception, string Line)
{
    private static readonly string[] Levels = ["Trace", "Debug", "Information", "Warning", "Error", "Critical"];

    /// <summary>Values that the entry was written with, such as the experiment's name.</summary>
    public IReadOnlyList<(string Name, string Value)> Values { get; private init; } = [];

    /// <summary>Reads a line: a JSON object as silos write it, or anything else, which is a message without more.</summary>
    public static LogEntry Read(string silo, string line)
    {
        if (line.StartsWith('{'))
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                return Read(silo, line, json.RootElement);
            }
            catch (JsonException)
            {
                // Half a line, from a process that was killed: shown as it is.
            }
        }

        return new LogEntry(silo, null, null, null, line, null, line);
    }

    /// <summary>True when the entry is about the experiment: a value or a scope of it names it, or its message does.</summary>
    public bool Concerns(string experiment) =>
        Values.Any(value => value.Value == experiment || value.Value.StartsWith($"{experiment}/", StringComparison.Ordinal))
        || Message.Split(' ', ',', ';', ':', '\'', '"', '(', ')').Contains(experiment);

    /// <summary>How serious it is, from 0 (trace) to 5 (critical); -1 when the line does not say.</summary>
    public int Severity => Level is null ? -1 : Array.IndexOf(Levels, Level);

    private static LogEntry Read(string silo, string line, JsonElement json)
    {
        var values = new List<(string, string)>();
        Collect(json, "State", values);
        Collect(json, "Scopes", values);
        return new LogEntry(
            silo,
            DateTime.TryParse(Text(json, "Timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time : null,
            Text(json, "LogLevel"),
            Text(json, "Category"),
            Text(json, "Message") ?? line,
            Text(json, "Exception"),
            line)
        {
            Values = values,
        };
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Collect(JsonElement json, string name, List<(string Name, string Value)> values)
    {
        if (json.TryGetProperty(name, out var part))
        {
            Collect(name, part, values);
        }
    }

    private static void Collect(string name, JsonElement part, List<(string Name, string Value)> values)
    {
        switch (part.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in part.EnumerateObject())
                {
                    Collect(member.Name, member.Value, values);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in part.EnumerateArray())
                {
                    Collect(name, item, values);
                }

                break;
            case JsonValueKind.String when name != "{OriginalFormat}" && name != "Message":
                values.Add((name, part.GetString()!));
                break;
        }
    }
}
