using System.Diagnostics;

namespace ReAgent.Client.Clusters.Local;

/// <summary>Processes that signals of this terminal do not reach.</summary>
internal static class ShellStart
{
    private const string NewSession = "/usr/bin/setsid";

    /// <summary>A shell with a script; arguments that are added are the script's.</summary>
    public static ProcessStartInfo Of(string script)
    {
        var start = new ProcessStartInfo(File.Exists(NewSession) ? NewSession : "/bin/sh") { UseShellExecute = false };
        foreach (var argument in (string[])[.. File.Exists(NewSession) ? ["/bin/sh"] : Array.Empty<string>(), "-c", script, "reagent"])
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
