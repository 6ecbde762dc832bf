using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using ReAgent.Silo.Database;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Databases;

/// <summary>A PostgreSQL server of the tests' own, on a free loopback port, in a folder that goes with it.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    public const string Collection = "PostgreSQL";
    private readonly string folder = Directory.CreateTempSubdirectory("orleans-postgres-").FullName;
    private readonly int port = FreePort();
    private int databases;

    private string Data => Path.Combine(folder, "data");

    public async Task InitializeAsync()
    {
        // The server refuses to run as root.
        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres", folder);
        }

        await RunAsServer("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C");
        await Start();
    }

    /// <summary>Starts the server, after <see cref="Stop"/> with what it held.</summary>
    public Task Start() => RunAsServer(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(folder, "log"), "-o",
        $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=200", "start");

    /// <summary>Stops the server at once.</summary>
    public Task Stop()
    {
        // Tests after this one do not inherit its broken connections.
        NpgsqlConnection.ClearAllPools();
        return RunAsServer("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
    }

    /// <summary>Makes a database with the tables of a cluster; where it is.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"test{Interlocked.Increment(ref databases)}";
        await using (var connection = new NpgsqlConnection(At("postgres")))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            await command.ExecuteNonQueryAsync();
        }

        await ClusterDatabase.Prepare(ClusterDatabase.PostgreSql, At(name), CancellationToken.None);
        return At(name);
    }

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Stop();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string At(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Timeout=5;Maximum Pool Size=20";

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
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}

[CollectionDefinition(PostgreSqlServer.Collection)]
public sealed class PostgreSqlCollection : ICollectionFixture<PostgreSqlServer>;
