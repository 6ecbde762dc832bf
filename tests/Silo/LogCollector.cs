using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Tests;

/// <summary>Keeps what a host logs.</summary>
internal sealed class LogCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<(int Event, string Message)> _entries = new();

    public (int Event, string Message)[] Entries => [.. _entries];

    public ILogger CreateLogger(string categoryName) => new Log(this);

    public void Dispose()
    {
    }

    private sealed class Log(LogCollector collector) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            collector._entries.Enqueue((eventId.Id, formatter(state, exception)));
    }
}
