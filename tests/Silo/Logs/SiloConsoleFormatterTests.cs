using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ReAgent.Silo.Logs;
using ReAgent.Silo.Settings;
using Xunit;

namespace ReAgent.Silo.Tests.Logs;

public sealed class SiloConsoleFormatterTests
{
    private const string Password = "ge\"heim";

    private static string Write(LogFormat format, string message, Exception? exception = null, params (string Name, object? Value)[] values)
    {
        var formatter = new SiloConsoleFormatter(format, new Secrets([Password]), new ManualClock());
        IReadOnlyList<KeyValuePair<string, object?>> state = [.. values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))];
        using var writer = new StringWriter();
        var scopes = new LoggerExternalScopeProvider();
        using (scopes.Push(new Dictionary<string, object?> { ["Experiment"] = $"with {Password}" }))
        {
            var entry = new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
                LogLevel.Warning, "ReAgent.Silo.Thing", new EventId(7), state, exception, (_, _) => message);
            formatter.Write(entry, scopes, writer);
        }

        return writer.ToString();
    }

    [Fact]
    public void Text_is_one_line_with_time_level_source_and_event() =>
        Assert.Equal($"2030-01-01T00:00:00.000Z warn  Thing[7] a b{Environment.NewLine}", Write(LogFormat.Text, "a\nb"));

    [Fact]
    public void Json_is_one_object_with_values_and_scopes()
    {
        var line = Write(LogFormat.Json, "a\nb", new InvalidOperationException("broken"), ("Count", 3), ("Name", "x"), ("Share", 0.5), ("Nothing", null));

        Assert.Equal(1, line.AsSpan().Count('\n'));
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        Assert.Equal((7, "Warning", "ReAgent.Silo.Thing", "a\nb"), (
            root.GetProperty("EventId").GetInt32(), root.GetProperty("LogLevel").GetString(),
            root.GetProperty("Category").GetString(), root.GetProperty("Message").GetString()));
        Assert.Contains("broken", root.GetProperty("Exception").GetString());
        Assert.Equal(3, root.GetProperty("State").GetProperty("Count").GetInt32());
        Assert.Equal(0.5, root.GetProperty("State").GetProperty("Share").GetDouble());
        Assert.StartsWith("with ", root.GetProperty("Scopes")[0].GetProperty("Experiment").GetString());
    }

    [Theory]
    [InlineData(LogFormat.Text)]
    [InlineData(LogFormat.Json)]
    public void No_secret_gets_through_in_messages_values_scopes_or_exceptions(LogFormat format)
    {
        var inner = new ArgumentException($"inner {Password}");
        var line = Write(
            format, $"Password={Password}", new InvalidOperationException($"outer {Password}", inner), ("Connection", $"Host=a;Password={Password}"), ("List", new[] { Password }));

        Assert.DoesNotContain("heim", line);
        Assert.Contains(Secrets.Mask, line);
    }
}
