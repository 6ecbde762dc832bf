using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ReAgent.Silo.Logs;

namespace ReAgent.Silo.Telemetry;

/// <summary>
/// What of a host's log the receiver gets: every record with the number of its event, for which OTLP has no place and by which alarms are set, and
/// none with a secret in it, as on the console.
/// </summary>
/// <param name="exporter">Sends records on.</param>
/// <param name="secrets">What is to be hidden; null where a process has no secrets.</param>
internal sealed class ExportedLog(ILoggerProvider exporter, Secrets? secrets) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>Name of the attribute that holds the event's number.</summary>
    public const string EventNumber = "reagent.event.id";

    private readonly ConcurrentDictionary<string, Logger> _loggers = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new Logger(exporter.CreateLogger(name), secrets));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (exporter as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => exporter.Dispose();

    private sealed class Logger(ILogger exporter, Secrets? secrets) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => exporter.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => exporter.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            List<KeyValuePair<string, object?>> record = [];
            foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                record.Add(new(name, value is string text ? Hide(text) : value));
            }

            if (eventId.Id != 0)
            {
                record.Add(new(EventNumber, eventId.Id));
            }

            var message = Hide(formatter(state, exception));
            exporter.Log(logLevel, eventId, record, Shown(exception, record), (_, _) => message);
        }

        // An exception that says a secret is told in words, under the names that the exporter would use.
        private Exception? Shown(Exception? exception, List<KeyValuePair<string, object?>> record)
        {
            if (exception?.ToString() is not { } text || Hide(text) == text)
            {
                return exception;
            }

            record.Add(new("exception.type", exception.GetType().Name));
            record.Add(new("exception.message", Hide(exception.Message)));
            record.Add(new("exception.stacktrace", Hide(text)));
            return null;
        }

        private string Hide(string text) => secrets?.Hide(text) ?? text;
    }
}
