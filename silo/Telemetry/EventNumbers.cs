using OpenTelemetry;
using OpenTelemetry.Logs;

namespace ReAgent.Silo.Telemetry;

/// <summary>Adds the number of the event to every log record: OTLP has a place for an event's name only, and alarms are set on numbers.</summary>
internal sealed class EventNumbers : BaseProcessor<LogRecord>
{
    /// <summary>Name of the attribute.</summary>
    public const string Attribute = "reagent.event.id";

    public override void OnEnd(LogRecord data)
    {
        if (data.EventId.Id != 0)
        {
            data.Attributes = [.. data.Attributes ?? [], new KeyValuePair<string, object?>(Attribute, data.EventId.Id)];
        }
    }
}
