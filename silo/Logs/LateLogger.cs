using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Logs;

/// <summary>A log for what exists before there are services: it passes on to the real one as soon as that is known.</summary>
internal sealed class LateLogger<T> : ILogger<T>
{
    private volatile ILogger? _target;

    /// <summary>The real log.</summary>
    public ILogger? Target
    {
        get => _target;
        set => _target = value;
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _target?.BeginScope(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => _target?.IsEnabled(logLevel) == true;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _target?.Log(logLevel, eventId, state, exception, formatter);
}
