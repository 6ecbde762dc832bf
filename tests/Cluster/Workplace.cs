using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ReAgent.Cluster.Tests;

/// <summary>A working folder of its own in which the console is run as a real process.</summary>
public sealed class Workplace : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Folder { get; } = Directory.CreateTempSubdirectory("reagent-cluster-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Path of a file that belongs to the tests.</summary>
    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, name);

    /// <summary>Runs the console to its end.</summary>
    public async Task<Finished> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Finished(process.ExitCode, output, await errors);
    }

    /// <summary>Runs the console with <c>--json</c> and kills it, as <c>kill -9</c> does, at the first event that the condition accepts.</summary>
    /// <returns>True when it was killed, false when it came to its end first.</returns>
    public async Task<bool> RunUntil(Func<JsonElement, bool> condition, params string[] arguments)
    {
        using var process = Start([.. arguments, "--json"]);
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (condition(json.RootElement))
            {
                process.Kill();
                await process.WaitForExitAsync().WaitAsync(Patience);
                return true;
            }
        }

        await process.WaitForExitAsync().WaitAsync(Patience);
        await errors;
        return false;
    }

    /// <summary>Starts the console and leaves it running.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "ReAgent.Client.dll") },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Checksums of the files below a folder, by relative path.</summary>
    public SortedDictionary<string, string> Checksums(string folder, params string[] names)
    {
        var root = Path.Combine(Folder, folder);
        var checksums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(root, file);
            if (names.Any(name => relative == name || relative.StartsWith(name + "/", StringComparison.Ordinal)))
            {
                checksums.Add(relative, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
            }
        }

        return checksums;
    }
}

/// <summary>How a process ended, and what it said.</summary>
public sealed record Finished(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line of <c>--json</c> output.</summary>
    public JsonElement Result => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement;

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
