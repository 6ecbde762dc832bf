using System.Text;

namespace ReAgent.Silo.Settings;

/// <summary>The text of <c>--help</c>.</summary>
public static class SettingsHelp
{
    /// <summary>Every setting with its default.</summary>
    public static string Text()
    {
        var width = SiloSettings.All.Max(setting => setting.Option.Length);
        var defaults = SiloSettings.All.Max(setting => setting.Default.Length);
        var text = new StringBuilder(
            """
            A silo: a process that does the work of a ReAgent cluster.

            Each option is also an environment variable: --data-root is REAGENT_DATA_ROOT. The command line wins.
            Telemetry is set up by the standard OTEL_* variables.


            """);
        text.Append("  ").Append("option".PadRight(width)).Append("  ").Append("default".PadRight(defaults)).AppendLine("  meaning");
        foreach (var setting in SiloSettings.All)
        {
            text.Append("  ").Append(setting.Option.PadRight(width))
                .Append("  ").Append(setting.Default.PadRight(defaults))
                .Append("  ").AppendLine(setting.Description);
        }

        text.AppendLine().Append("Exit codes: 0 stopped in good order, 1 failed, 2 wrong settings, 3 lost its place in the cluster.");
        return text.ToString();
    }
}
