using System.ComponentModel;
using System.Diagnostics;

namespace ReAgent.Deploy.Tests;

/// <summary>Runs programs of the machine.</summary>
internal static class Tool
{
    /// <summary>Runs one to its end and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    /// <exception cref="FileNotFoundException">The machine does not have it.</exception>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}: {errors.Result}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' was not started.");
        }
        catch (Win32Exception missing)
        {
            throw new FileNotFoundException($"'{start.FileName}' is not on this machine.", start.FileName, missing);
        }
    }
}
