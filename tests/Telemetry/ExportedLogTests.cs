using Microsoft.Extensions.Logging;
using ReAgent.Silo.Logs;
using ReAgent.Silo.Telemetry;
using Xunit;

namespace ReAgent.Telemetry.Tests;

/// <summary>What of a log the receiver gets.</summary>
public sealed class ExportedLogTests : IDisposable
{
    private readonly Sent _sent = new();
    private readonly ExportedLog _log;
    private readonly ILogger _logger;

    public ExportedLogTests()
    {
        _log = new ExportedLog(_sent, new Secrets(["sesame"]));
        _logger = _log.CreateLogger("test");
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public void A_record_has_its_values_and_the_number_of_its_event()
    {
        Log(7, "b", null);

        Assert.Equal("a is b", _sent.Message);
        Assert.Equal(("b", (object)7), (_sent.Attributes["Value"], _sent.Attributes["reagent.event.id"]));
    }

    [Fact]
    public void No_secret_gets_through_in_a_message_or_a_value()
    {
        Log(7, "Password=sesame", null);

        Assert.Equal("a is Password=***", _sent.Message);
        Assert.Equal("Password=***", _sent.Attributes["Value"]);
    }

    [Fact]
    public void No_secret_gets_through_in_an_exception()
    {
        Log(7, "b", new InvalidOperationException("outer", new IOException("Password=sesame is wrong")));

        Assert.Null(_sent.Exception);
        Assert.Equal(("InvalidOperationException", "outer"), (_sent.Attributes["exception.type"], _sent.Attributes["exception.message"]));
        Assert.Contains("Password=*** is wrong", (string)_sent.Attributes["exception.stacktrace"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_without_a_secret_is_sent_as_it_is()
    {
        var failure = new IOException("The disk is full.");

        Log(7, "b", failure);

        Assert.Same(failure, _sent.Exception);
    }

    private void Log(int number, string value, Exception? failure) => _logger.Log(
        LogLevel.Error,
        new EventId(number),
        new List<KeyValuePair<string, object?>> { new("Value", value) },
        failure,
        (state, _) => $"a is {state[0].Value}");

    private sealed class Sent : ILoggerProvider, ILogger
    {
        public string Message { get; private set; } = "";

        public Exception? Exception { get; private set; }

        public Dictionary<string, object?> Attributes { get; private set; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            (Message, Exception) = (formatter(state, exception), exception);
            Attributes = new Dictionary<string, object?>((IEnumerable<KeyValuePair<string, object?>>)state!);
        }

        public void Dispose()
        {
        }
    }
}
