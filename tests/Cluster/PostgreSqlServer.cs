using System.Diagnostics;
using Xunit;

namespace ReAgent.Cluster.Tests;

/// <summary>A PostgreSQL server of the tests' own, on a free loopback port, in a folder that goes with it.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reagent-postgres-").FullName;
    private readonly int _port = Ports.Free();

    /// <summary>How to reach the database of the cluster.</summary>
    public string Connection => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Timeout=5;Maximum Pool Size=20";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes the server and starts it.</summary>
    public async Task Create()
    {
        // The server refuses to run as root.
        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres", _folder);
        }

        await RunAsServer("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C");
        await Start();
    }

    /// <summary>Starts the server with what it held.</summary>
    public Task Start() => RunAsServer(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c max_connections=200", "start");

    /// <summary>Stops the server at once, as a crash does.</summary>
    public Task Stop() => RunAsServer("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await Stop();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static Task RunAsServer(string program, params string[] arguments)
    {
        var path = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetFiles("/usr/lib/postgresql", program, SearchOption.AllDirectories).Order().LastOrDefault(program)
            : program;
        return Environment.UserName == "root" ? Run("runuser", ["-u", "postgres", "--", path, .. arguments]) : Run(path, arguments);
    }

    private static async Task Run(string program, params string[] arguments)
    {
        // The server inherits what it is started with; a pipe would stay open as long as it runs.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        })!;
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
