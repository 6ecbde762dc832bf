using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using ReAgent.Silo.Settings;

namespace ReAgent.Silo.Logs;

/// <summary>
/// Writes log entries as lines for people, or as JSON objects, one per line, with the names that .NET's own JSON console uses (Timestamp, EventId,
/// LogLevel, Category, Message, Exception, State, Scopes). No secret gets through.
/// </summary>
internal sealed class SiloConsoleFormatter(LogFormat format, Secrets secrets, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>Name under which it is registered.</summary>
    public const string FormatterName = "reagent";

    private const string OriginalFormat = "{OriginalFormat}";
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = secrets.Hide(logEntry.Formatter(logEntry.State, logEntry.Exception));
        var exception = logEntry.Exception is { } thrown ? secrets.Hide(thrown.ToString()) : null;
        if (format == LogFormat.Text)
        {
            WriteText(logEntry, message, exception, textWriter);
        }
        else
        {
            WriteJson(logEntry, message, exception, scopeProvider, textWriter);
        }
    }

    private void WriteText<TState>(in LogEntry<TState> entry, string message, string? exception, TextWriter writer)
    {
        writer.Write(Now());
        writer.Write(' ');
        writer.Write(Level(entry.LogLevel));
        writer.Write(' ');
        writer.Write(entry.Category[(entry.Category.LastIndexOf('.') + 1)..]);
        writer.Write('[');
        writer.Write(entry.EventId.Id);
        writer.Write("] ");

        // An entry is one line, whatever it tells of; only an exception takes more, and they are set in.
        writer.WriteLine(message.ReplaceLineEndings(" "));
        if (exception is not null)
        {
            writer.Write("    ");
            writer.WriteLine(exception.ReplaceLineEndings(Environment.NewLine + "    "));
        }
    }

    private void WriteJson<TState>(in LogEntry<TState> entry, string message, string? exception, IExternalScopeProvider? scopes, TextWriter writer)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Readable))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", Now());
            json.WriteNumber("EventId", entry.EventId.Id);
            json.WriteString("LogLevel", entry.LogLevel.ToString());
            json.WriteString("Category", entry.Category);
            json.WriteString("Message", message);
            if (exception is not null)
            {
                json.WriteString("Exception", exception);
            }

            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> values)
            {
                json.WriteStartObject("State");
                WriteValues(json, values);
                json.WriteEndObject();
            }

            WriteScopes(json, scopes);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }

    private void WriteScopes(Utf8JsonWriter json, IExternalScopeProvider? scopes)
    {
        if (scopes is null)
        {
            return;
        }

        json.WriteStartArray("Scopes");
        scopes.ForEachScope(
            (scope, target) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object?>> values)
                {
                    target.WriteStartObject();
                    target.WriteString("Message", secrets.Hide(scope.ToString() ?? ""));
                    WriteValues(target, values);
                    target.WriteEndObject();
                }
                else
                {
                    target.WriteStringValue(secrets.Hide(scope?.ToString() ?? ""));
                }
            },
            json);
        json.WriteEndArray();
    }

    private void WriteValues(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, value) in values.DistinctBy(pair => pair.Key))
        {
            switch (value)
            {
                case null:
                    json.WriteNull(name);
                    break;
                case bool truth:
                    json.WriteBoolean(name, truth);
                    break;
                case int or long or short or byte or uint:
                    json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                case double number when double.IsFinite(number):
                    json.WriteNumber(name, number);
                    break;
                case string or not IEnumerable when name != OriginalFormat:
                    json.WriteString(name, secrets.Hide(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                    break;
                case IEnumerable list when name != OriginalFormat:
                    json.WriteString(name, secrets.Hide(string.Join(", ", list.Cast<object?>())));
                    break;
                default:
                    json.WriteString(name, value.ToString());
                    break;
            }
        }
    }

    private string Now() => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
