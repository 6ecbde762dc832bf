using System.Diagnostics;
using System.Globalization;

namespace ReAgent.Cluster.Tests;

/// <summary>A silo in a process of its own, which can be killed, held and started again at the same ports.</summary>
public sealed class SiloProcess(string name, string dataRoot, string database, string log, params string[] options) : IDisposable
{
    public const string ClusterId = "tested";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly int _siloPort = Ports.Free();
    private Process? _process;

    /// <summary>Where clients reach it.</summary>
    public int GatewayPort { get; } = Ports.Free();

    public string Name => name;

    public bool IsAlive => _process is { HasExited: false };

    /// <summary>Exit code of the run before; null while it runs.</summary>
    public int? ExitCode => _process is { HasExited: true } ended ? ended.ExitCode : null;

    public void Start()
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "ReAgent.Silo.dll"), "--data-root", dataRoot, "--silo-name", name, "--workers", "2", "--cluster-id", ClusterId,
            "--silo-port", Text(_siloPort), "--gateway-port", Text(GatewayPort), "--http-port", "0", "--database-kind", "postgresql", "--database", database,
            "--max-tries", "20", .. options,
        ];
        // The one before is left to the collector: somebody may be asking it how it ended.
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec dotnet \"$@\" >>'{log}' 2>&1 </dev/null", "sh", .. arguments]))!;
    }

    /// <summary>Waits until its log has a line with a text.</summary>
    public async Task<string> Says(string part)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var isLast = !IsAlive || patience.IsCancellationRequested;
            var lines = File.Exists(log) ? await File.ReadAllLinesAsync(log) : [];
            if (Array.Find(lines, line => line.Contains(part, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            if (isLast)
            {
                throw new InvalidOperationException($"{name} has not said '{part}':\n{string.Join('\n', lines)}");
            }

            await Task.Delay(Between);
        }
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task Kill()
    {
        if (IsAlive)
        {
            _process!.Kill();
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>Asks it to stop in good order, and waits until it has.</summary>
    public async Task Terminate()
    {
        await Signal("TERM");
        await _process!.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Holds it as a debugger, a live migration or a very long collection does.</summary>
    public Task Hold() => Signal("STOP");

    public Task Release() => Signal("CONT");

    /// <summary>Breaks every connection that it has with others, both ways.</summary>
    public async Task Cut()
    {
        foreach (var port in (string[])["sport", "dport"])
        {
            using var cutting = Process.Start(new ProcessStartInfo("ss", ["-K", "src", "127.0.0.1", port, "=", Text(_siloPort)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await cutting.WaitForExitAsync();
        }
    }

    public void Dispose()
    {
        if (IsAlive)
        {
            _process!.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task Signal(string signal)
    {
        if (IsAlive)
        {
            using var kill = Process.Start("kill", [$"-{signal}", Text(_process!.Id)]);
            await kill.WaitForExitAsync();
        }
    }
}
