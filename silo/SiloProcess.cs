using System.Collections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReAgent.Silo.Settings;
using ReAgent.Silo.Shutdown;
using ReAgent.Silo.Telemetry;

namespace ReAgent.Silo;

/// <summary>A silo from the start of its process to the end.</summary>
internal static class SiloProcess
{
    /// <summary>Runs it.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h"))
        {
            await Console.Out.WriteLineAsync(SettingsHelp.Text());
            return ExitCode.Stopped;
        }

        IHost host;
        SiloSettings settings;
        ProcessTelemetry? telemetry;
        try
        {
            var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "");
            settings = SettingsReader.Read(arguments, environment);
            Directory.CreateDirectory(settings.DataRoot);
            telemetry = ProcessTelemetry.Start("reagent-silo", settings.SiloName);
            host = SiloHost.Build(settings, builder => telemetry?.AddTo(builder.Services));
        }
        catch (Exception wrong) when (wrong is SettingsException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCode.WrongSettings;
        }

        // Last of all, so that what the host says as it ends is still sent.
        using (telemetry)
        {
            return await Run(host, settings);
        }
    }

    private static async Task<int> Run(IHost host, SiloSettings settings)
    {
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SiloProcess).FullName!);
        var exitCode = await StartAndServe(host, settings, logger) ? ExitCode.Stopped : ExitCode.Failed;
        if (!await Stop(host, settings.Drain, logger))
        {
            // What does not stop may hold up its disposal as well.
            host.Services.GetRequiredService<ProcessEnd>().Now(ExitCode.Failed);
        }

        if (exitCode == ExitCode.Stopped)
        {
            ShutdownLog.Stopped(logger);
        }

        await ((IAsyncDisposable)host).DisposeAsync();
        return exitCode;
    }

    private static async Task<bool> StartAndServe(IHost host, SiloSettings settings, ILogger logger)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.StartAsync(lifetime.ApplicationStopping);
            ShutdownLog.Started(logger, settings.SiloName, settings.ClusterId, string.Join(", ", settings.Roles), settings.Address, settings.SiloPort);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception failure)
        {
            // Whatever it is, the process ends with it, and the log is where it is looked for.
            ShutdownLog.Failed(logger, failure, failure.Message);
            return false;
        }

        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStopping.Register(() => stopping.TrySetResult()))
        {
            await stopping.Task;
        }

        return true;
    }

    private static async Task<bool> Stop(IHost host, TimeSpan drain, ILogger logger)
    {
        try
        {
            // The host gives its services that long; what does not heed it is left behind soon after.
            await host.StopAsync().WaitAsync(drain + TimeSpan.FromSeconds(2));
            return true;
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            ShutdownLog.DrainExceeded(logger, drain.TotalSeconds);
            return false;
        }
        catch (Exception failure)
        {
            ShutdownLog.Failed(logger, failure, failure.Message);
            return false;
        }
    }
}
