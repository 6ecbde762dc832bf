using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Health;

/// <summary>Whether the data root can be written: a small file is written at most every 10 seconds, and one at a time.</summary>
/// <remarks>
/// A shared volume whose server is gone does not fail: it keeps whoever writes waiting, perhaps for ever. So a thread of its own waits for it, which is
/// one however often is asked, and those who ask have their answer soon.
/// </remarks>
internal sealed class DataRootProbe(string dataRoot, string siloName, TimeProvider time, ILogger<DataRootProbe> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<Exception?>? _attempt;
    private long _began;
    private bool _isLost;

    /// <summary>Finds out, within two seconds.</summary>
    public async Task<HealthCheck> Check(CancellationToken cancellationToken)
    {
        Task<Exception?> attempt;
        lock (_gate)
        {
            if (_attempt is null || (_attempt.IsCompleted && time.GetElapsedTime(_began) >= Period))
            {
                _began = time.GetTimestamp();
                _attempt = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            attempt = _attempt;
        }

        try
        {
            return await attempt.WaitAsync(Patience, time, cancellationToken) is { } failure ? Lost("cannot be written", failure) : Found();
        }
        catch (TimeoutException)
        {
            return Lost("does not answer", null);
        }
    }

    private Exception? Write()
    {
        // Silos share the folder, so each has a file of its own.
        var name = string.Concat(siloName.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        var file = Path.Combine(dataRoot, $".health-{name}");
        try
        {
            File.WriteAllText(file, $"{siloName} can write here.{Environment.NewLine}");
            File.Delete(file);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception;
        }
    }

    private HealthCheck Found()
    {
        if (Interlocked.Exchange(ref _isLost, false))
        {
            HealthLog.DataRootFound(logger, dataRoot);
        }

        return new HealthCheck("data-root", true, "can be written");
    }

    private HealthCheck Lost(string detail, Exception? failure)
    {
        if (!Interlocked.Exchange(ref _isLost, true))
        {
            HealthLog.DataRootLost(logger, failure, dataRoot, detail);
        }

        return new HealthCheck("data-root", false, detail);
    }
}
