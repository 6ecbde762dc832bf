using ReAgent.Client.Clusters;

namespace ReAgent.Client.Views.Clusters;

/// <summary>The state of a cluster as JSON.</summary>
internal static class ClusterJson
{
    public static string Of(ClusterReport report) => JsonText.Object(json =>
    {
        json.List("silos", report.Silos, silo =>
        {
            var (member, load, statistics, _) = silo;
            json.WriteString("name", member.SiloName);
            json.WriteString("status", JsonText.Name(member.Status));
            json.Time("started", member.StartTime);
            json.Optional("uptime_seconds", silo.Uptime?.TotalSeconds);
            json.Time("last_seen", member.IAmAliveTime);
            json.Optional("lease_age_seconds", silo.LeaseAge?.TotalSeconds);
            json.WriteString("address", member.SiloAddress.ToString());
            json.WriteNumber("gateway_port", member.ProxyPort);
            json.Texts("roles", load is null ? [] : load.Roles);
            json.Texts("devices", load is null ? [] : load.Devices);
            json.Optional("workers", load?.Workers);
            json.Texts("work", load is null ? [] : load.Work);
            json.Optional("grains", statistics?.ActivationCount);
            json.Optional("memory_bytes", statistics?.EnvironmentStatistics.FilteredMemoryUsageBytes);
            json.Optional("cpu_percent", statistics?.EnvironmentStatistics.FilteredCpuUsagePercentage);
        });
        json.List("grains", report.Grains, type =>
        {
            json.WriteString("type", type.Type);
            json.WriteNumber("count", type.Count);
        });
        json.List("experiments", report.Experiments, experiment =>
        {
            json.WriteString("name", experiment.Name);
            json.WriteNumber("priority", experiment.Priority);
            json.WriteNumber("holding", experiment.Held);
            json.WriteNumber("waiting", experiment.Waiting);
        });
        json.WriteNumber("busy", report.Busy);
        json.WriteNumber("workers", report.Workers);
        json.WriteNumber("waiting", report.Waiting);
    });
}
