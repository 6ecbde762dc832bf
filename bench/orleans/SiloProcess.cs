using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace ReAgent.Bench.Orleans;

/// <summary>A silo in a process of its own: this program once more.</summary>
internal sealed class SiloProcess : IDisposable
{
    private const string Ready = "ready";
    private readonly Process process;

    private SiloProcess(Process process, int gatewayPort, int echoPort)
    {
        this.process = process;
        GatewayPort = gatewayPort;
        EchoPort = echoPort;
    }

    public int GatewayPort { get; }

    /// <summary>Where the process sends back what comes, by nothing but a socket: see <see cref="Echo"/>.</summary>
    public int EchoPort { get; }

    /// <summary>Starts a silo and waits until it serves.</summary>
    public static async Task<SiloProcess> Start()
    {
        var (silo, gateway) = FreePorts();
        var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SiloProcess).Assembly.Location] : Array.Empty<string>(),
                "silo", silo.ToString(CultureInfo.InvariantCulture), gateway.ToString(CultureInfo.InvariantCulture),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        return line?.Split(' ') is [Ready, var echo]
            ? new(process, gateway, int.Parse(echo, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The silo did not start: {line}");
    }

    /// <summary>Is the silo until its standard input ends.</summary>
    public static async Task Serve(int siloPort, int gatewayPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort));
        using var host = builder.Build();
        await host.StartAsync();
        using var echo = Echo.Serve();
        Console.WriteLine($"{Ready} {echo.Port}");
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
    }

    public static (int Silo, int Gateway) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(5));
        process.Dispose();
    }
}
