using OpenTelemetry;
using OpenTelemetry.Logs;
using ReAgent.Silo.Logs;

namespace ReAgent.Silo.Telemetry;

/// <summary>Keeps secrets out of exported log records: what the console does not show, the receiver does not get.</summary>
/// <param name="secrets">What is to be hidden; null where a process has no secrets.</param>
internal sealed class SecretHiding(Secrets? secrets) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (secrets is null)
        {
            return;
        }

        var attributes = (data.Attributes ?? []).Select(attribute => attribute.Value is string text ? new(attribute.Key, secrets.Hide(text)) : attribute);
        if (data.Exception is { } exception)
        {
            // The names that the exporter would give them itself.
            data.Exception = null;
            attributes =
            [
                .. attributes,
                new("exception.type", exception.GetType().Name),
                new("exception.message", secrets.Hide(exception.Message)),
                new("exception.stacktrace", secrets.Hide(exception.ToString())),
            ];
        }

        data.Attributes = [.. attributes];
        data.FormattedMessage = data.FormattedMessage is { } message ? secrets.Hide(message) : null;
        data.Body = data.Body is { } body ? secrets.Hide(body) : null;
    }
}
