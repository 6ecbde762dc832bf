using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Health;

/// <summary>Whether the data root can be written: a small file is written at most every 10 seconds.</summary>
internal sealed class DataRootProbe(string dataRoot, string siloName, TimeProvider time, ILogger<DataRootProbe> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Lock _writing = new();
    private long? _written;
    private HealthCheck? _last;

    /// <summary>Finds out.</summary>
    public HealthCheck Check()
    {
        lock (_writing)
        {
            if (_last is null || _written is not { } then || time.GetElapsedTime(then) >= Period)
            {
                _written = time.GetTimestamp();
                _last = Write();
            }

            return _last;
        }
    }

    private HealthCheck Write()
    {
        // Silos share the folder, so each has a file of its own.
        var name = string.Concat(siloName.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        var file = Path.Combine(dataRoot, $".health-{name}");
        try
        {
            File.WriteAllText(file, $"{siloName} can write here.{Environment.NewLine}");
            File.Delete(file);
            return new HealthCheck("data-root", true, "can be written");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (_last is not { IsGood: false })
            {
                HealthLog.DataRootLost(logger, exception, dataRoot);
            }

            return new HealthCheck("data-root", false, "cannot be written");
        }
    }
}
