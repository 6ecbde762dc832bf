using System.Globalization;
using ReAgent.Client.Clusters;
using ReAgent.Client.Inspection;

namespace ReAgent.Client.Views.Clusters;

/// <summary>The state of a cluster in words.</summary>
internal static class ClusterText
{
    private const double Mebi = 1024 * 1024;

    /// <summary>Silos, what they hold, and who waits.</summary>
    public static IEnumerable<string> Lines(ClusterReport report)
    {
        string[][] silos =
        [
            ["silo", "status", "up", "last seen", "address", "clients", "roles", "devices", "busy", "workers", "grains", "memory", "cpu"],
            .. report.Silos.Select(Row),
        ];
        foreach (var line in TextTable.Lines(silos, false, false, true, true, false, true, false, false, true, true, true, true, true))
        {
            yield return line;
        }

        yield return "";
        yield return $"grains: {string.Join(", ", report.Grains.Select(type => $"{type.Count} {type.Type}"))}";
        yield return "";
        if (report.Experiments.IsEmpty)
        {
            yield return "No experiment holds or wants a place.";
            yield break;
        }

        string[][] experiments =
        [
            ["experiment", "priority", "holding", "waiting"],
            .. report.Experiments.Select(experiment => new[] { experiment.Name, Number(experiment.Priority), Number(experiment.Held), Number(experiment.Waiting) }),
        ];
        foreach (var line in TextTable.Lines(experiments, false, true, true, true))
        {
            yield return line;
        }

        yield return $"{report.Busy} of {report.Workers} places are in use; {report.Waiting} {(report.Waiting == 1 ? "piece of work waits" : "pieces of work wait")}.";
    }

    private static string[] Row(SiloReport silo)
    {
        var (member, load, statistics, _) = silo;
        return
        [
            member.SiloName,
            JsonText.Name(member.Status),
            silo.Uptime is { } up ? ProgressText.Duration(up) : "-",
            silo.LeaseAge is { } age ? $"{ProgressText.Duration(age)} ago" : "-",
            member.SiloAddress.Endpoint.ToString(),
            member.ProxyPort == 0 ? "-" : member.ProxyPort.ToString(CultureInfo.InvariantCulture),
            load is null ? "-" : string.Join(',', load.Roles),
            load is null or { Devices.IsEmpty: true } ? "-" : string.Join(',', load.Devices),
            load is null ? "-" : Number(load.Work.Length),
            load is null ? "-" : Number(load.Workers),
            statistics is null ? "-" : Number(statistics.ActivationCount),
            statistics?.EnvironmentStatistics.FilteredMemoryUsageBytes is { } memory ? FormattableString.Invariant($"{memory / Mebi:0} MB") : "-",
            statistics?.EnvironmentStatistics.FilteredCpuUsagePercentage is { } cpu ? FormattableString.Invariant($"{cpu:0} %") : "-",
        ];
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
