using System.Collections.Immutable;
using System.Text.Json;

namespace ReAgent.Telemetry.Tests;

/// <summary>All that a receiver was sent.</summary>
public sealed class Received
{
    public Received(ImmutableArray<JsonElement> messages)
    {
        Spans = [.. Parts(messages, "resourceSpans", "scopeSpans", "spans").Select(part => new Span(part.Process, part.Item))];
        Metrics = [.. Parts(messages, "resourceMetrics", "scopeMetrics", "metrics").Where(part => part.Scope == "ReAgent").Select(part => new Metric(part.Item))];
        Logs = [.. Parts(messages, "resourceLogs", "scopeLogs", "logRecords").Select(part => new LogEntry(part.Item))];
    }

    public ImmutableArray<Span> Spans { get; }

    public ImmutableArray<Metric> Metrics { get; }

    public ImmutableArray<LogEntry> Logs { get; }

    /// <summary>Spans whose parent was never received.</summary>
    public IEnumerable<Span> Orphans
    {
        get
        {
            var known = Spans.Select(span => span.Id).ToHashSet();
            return Spans.Where(span => span.Parent is { } parent && !known.Contains(parent));
        }
    }

    public Span ParentOf(Span span) => Spans.First(other => other.Id == span.Parent);

    private static IEnumerable<(string Process, string Scope, JsonElement Item)> Parts(ImmutableArray<JsonElement> messages, string resources, string scopes, string items) =>
        from message in messages
        where message.TryGetProperty(resources, out _)
        from resource in message.GetProperty(resources).EnumerateArray()
        // Metrics sent before anything was measured are of a resource only.
        where resource.TryGetProperty(scopes, out _)
        let attributes = resource.GetProperty("resource").GetProperty("attributes")
        from scope in resource.GetProperty(scopes).EnumerateArray()
        where scope.TryGetProperty(items, out _)
        from item in scope.GetProperty(items).EnumerateArray()
        select ($"{attributes.GetProperty("service.name").GetString()} {attributes.GetProperty("service.instance.id").GetString()}", scope.GetProperty("scope").GetProperty("name").GetString()!, item);
}

/// <summary>A span.</summary>
/// <param name="Process">Name and instance of the service that sent it.</param>
/// <param name="Json">What was sent.</param>
public sealed record Span(string Process, JsonElement Json)
{
    public string Name => Json.GetProperty("name").GetString()!;

    public string Trace => Json.GetProperty("traceId").GetString()!;

    public string Id => Json.GetProperty("spanId").GetString()!;

    public string? Parent => Json.TryGetProperty("parentSpanId", out var parent) && parent.GetString() is { Length: > 0 } id ? id : null;

    public bool Failed => Json.TryGetProperty("status", out var status) && status.TryGetProperty("code", out var code) && code.GetString() == "STATUS_CODE_ERROR";

    public string? this[string attribute] => Json.TryGetProperty("attributes", out var all) && all.TryGetProperty(attribute, out var value) ? value.ToString() : null;

    public override string ToString() => $"{Process}: {Name} {Id} below {Parent}";
}

/// <summary>A metric as one message has it.</summary>
public sealed record Metric(JsonElement Json)
{
    public string Name => Json.GetProperty("name").GetString()!;

    public string Unit => Json.GetProperty("unit").GetString()!;

    public string Description => Json.GetProperty("description").GetString()!;
}

/// <summary>A log record.</summary>
public sealed record LogEntry(JsonElement Json)
{
    public string? Trace => Json.TryGetProperty("traceId", out var id) ? id.GetString() : null;

    public string? this[string attribute] => Json.TryGetProperty("attributes", out var all) && all.TryGetProperty(attribute, out var value) ? value.ToString() : null;
}
