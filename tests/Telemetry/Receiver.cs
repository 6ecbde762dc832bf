using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ReAgent.Telemetry.Tests;

/// <summary>A receiver of OTLP that somebody else has written, in a process of its own: what it says it has received is what the tests judge.</summary>
public sealed class Receiver : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim Installing = new(1, 1);

    private readonly Process _process;
    private readonly BlockingCollection<JsonElement> _received = [];

    private Receiver(Process process, string endpoint) => (_process, Endpoint) = (process, endpoint);

    /// <summary>Where it listens.</summary>
    public string Endpoint { get; }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "receiver");

    /// <summary>Starts it; the first time, it is fetched from the registry of npm.</summary>
    public static async Task<Receiver> Start()
    {
        await Install();
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "receiver.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("The receiver of telemetry ended at once.");
        var receiver = new Receiver(process, JsonDocument.Parse(first).RootElement.GetProperty("listening").GetString()!.TrimEnd('/'));
        _ = Task.Run(receiver.Read);
        return receiver;
    }

    /// <summary>Ends it, and tells all that it has received.</summary>
    public async Task<Received> Finish()
    {
        // The processes that exported have ended, and each waits for the receiver's answer: it has everything, and only has to say so.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return new Received([.. _received.GetConsumingEnumerable()]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _received.Dispose();
    }

    private async Task Read()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _received.Add(JsonDocument.Parse(line).RootElement);
        }

        _received.CompleteAdding();
    }

    // Versions and checksums are those of package-lock.json; nothing of what is fetched is run while it is installed.
    private static async Task Install()
    {
        await Installing.WaitAsync();
        try
        {
            if (File.Exists(Path.Combine(Folder, "node_modules", "@elastic", "mockotlpserver", "package.json")))
            {
                return;
            }

            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = npm.StandardOutput.ReadToEndAsync();
            var errors = await npm.StandardError.ReadToEndAsync().WaitAsync(Patience);
            await npm.WaitForExitAsync().WaitAsync(Patience);
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"These tests export telemetry to the npm package @elastic/mockotlpserver, which could not be installed. Is the registry of npm reachable?\n{await output}{errors}");
            }
        }
        finally
        {
            Installing.Release();
        }
    }
}
