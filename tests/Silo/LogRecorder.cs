using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Tests;

/// <summary>A log that keeps what it is told.</summary>
internal sealed class LogRecorder<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(int Event, LogLevel Level, string Message)> _entries = new();

    public (int Event, LogLevel Level, string Message)[] Entries => [.. _entries];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
}
