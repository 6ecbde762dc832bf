using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ReAgent.Telemetry.Tests;

/// <summary>A working folder with a small experiment, in which console and silos run as real processes.</summary>
public sealed class Workplace : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly List<Process> _processes = [];

    public Workplace(int epochs = 3) => File.WriteAllText(Path.Combine(Folder, "small.yaml"), Experiment(epochs));

    public string Folder { get; } = Directory.CreateTempSubdirectory("reagent-telemetry-").FullName;

    /// <summary>A port that nobody uses.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts the console.</summary>
    public Process Console(IReadOnlyDictionary<string, string> environment, params string[] arguments) => Start("ReAgent.Client.dll", environment, arguments);

    /// <summary>Starts a silo.</summary>
    public Process Silo(IReadOnlyDictionary<string, string> environment, params string[] arguments) => Start("ReAgent.Silo.dll", environment, arguments);

    /// <summary>Reads what a process says until the condition holds, or to the end.</summary>
    /// <returns>Whether the condition held.</returns>
    public static async Task<bool> Until(Process process, Func<string, bool> condition)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (condition(line))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads what a process says to its end.</summary>
    public static async Task<string> End(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        var errors = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return $"exit code {process.ExitCode}\n{await output}\n{errors}";
    }

    /// <summary>Asks a process to stop in good order.</summary>
    public static async Task Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private Process Start(string program, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the machine that runs the tests exports is its own business.
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal) || name == "TRACEPARENT").ToArray())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        _processes.Add(process);
        return process;
    }

    private static string Experiment(int epochs) =>
        $$"""
        experiment_name: small
        env_name: CartPole-v0
        num_train_transitions: 4000
        max_steps: 200
        seed: 1
        input_table_spec:
          table_name: cartpole_random
          table_sample: 80
          eval_table_sample: 20
        model:
          DiscreteDQN:
            trainer_param:
              actions: ["0", "1"]
              rl:
                gamma: 0.99
              optimizer:
                Adam:
                  lr: 0.003
            net_builder:
              FullyConnected:
                sizes: [32]
                activations: [relu]
            cpe_net_builder:
              FullyConnected:
                sizes: [32]
                activations: [relu]
            eval_parameters:
              calc_cpe_in_training: true
        num_epochs: {{epochs}}
        reader_options:
          minibatch_size: 128
        num_eval_episodes: 5
        """;
}
