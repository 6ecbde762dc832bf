using Microsoft.Extensions.Logging;

namespace ReAgent.Polyfills.Orleans.Tests.Connections;

/// <summary>Keeps what is logged, and lets a test wait for it.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger
{
    private readonly Journal entries = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        entries.Write($"{logLevel} {eventId.Id} {formatter(state, exception)}");

    /// <summary>Waits until an entry contains all of some texts.</summary>
    public Task Tells(params string[] texts) => entries.Until(all => all.Any(entry => Array.TrueForAll(texts, text => entry.Contains(text, StringComparison.Ordinal))));

    public IReadOnlyList<string> Entries => entries.Entries;

    public void Dispose()
    {
    }
}
