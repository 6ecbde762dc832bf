using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Client.Clusters;

/// <summary>How a cluster is.</summary>
/// <param name="Silos">Its silos, by name.</param>
/// <param name="Grains">Active grains by type, the most first.</param>
/// <param name="Experiments">Experiments that hold or want places.</param>
internal sealed record ClusterReport(ImmutableArray<SiloReport> Silos, ImmutableArray<GrainCount> Grains, ImmutableArray<ExperimentLoad> Experiments)
{
    /// <summary>Places in use.</summary>
    public int Busy => Silos.Sum(silo => silo.Load?.Work.Length ?? 0);

    /// <summary>Places in all.</summary>
    public int Workers => Silos.Sum(silo => silo.Load?.Workers ?? 0);

    /// <summary>Pieces of work that wait for a place.</summary>
    public int Waiting => Experiments.Sum(experiment => experiment.Waiting);

    /// <summary>Asks a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="all">True to have silos that are gone, too.</param>
    /// <param name="time">Clock.</param>
    /// <param name="stop">Set when the user wants to stop.</param>
    public static async Task<ClusterReport> Of(IClusterConnection cluster, bool all, TimeProvider time, CancellationToken stop)
    {
        var members = await ClusterCalls.Insist(() => cluster.Management.GetDetailedHosts(), time, stop);
        var now = time.GetUtcNow().UtcDateTime;
        var load = await ClusterCalls.Insist(() => cluster.Scheduler.Load(), time, stop);
        var grains = await ClusterCalls.Insist(() => cluster.Management.GetSimpleGrainStatistics(), time, stop);
        var silos = await Task.WhenAll(members.Where(member => all || member.Status != SiloStatus.Dead).Select(async member => new SiloReport(
            member,
            LoadOf(member, load),
            member.Status == SiloStatus.Active ? await Statistics(cluster, member.SiloAddress, stop) : null,
            now)));
        return new ClusterReport(
            [.. silos.OrderBy(silo => Order(silo.Member.SiloName)).ThenBy(silo => silo.Member.SiloAddress)],
            [.. grains.GroupBy(grain => ShortName(grain.GrainType)).Select(type => new GrainCount(type.Key, type.Sum(grain => grain.ActivationCount)))
                .OrderByDescending(type => type.Count).ThenBy(type => type.Type, StringComparer.Ordinal)],
            load.Experiments);
    }

    // silo-10 comes after silo-9.
    private static (string Name, int Number) Order(string name)
    {
        var stem = name.AsSpan().TrimEnd("0123456789");
        return (stem.ToString(), int.TryParse(name.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
    }

    private static SiloLoad? LoadOf(MembershipEntry member, ClusterLoad load) => load.Silos.FirstOrDefault(silo => silo.Address == member.SiloAddress.ToString())
        ?? (member.Status == SiloStatus.Active ? load.Silos.FirstOrDefault(silo => silo.Name == member.SiloName) : null);

    // A silo may be gone by now; the others are worth showing all the same.
    private static async Task<SiloRuntimeStatistics?> Statistics(IClusterConnection cluster, SiloAddress silo, CancellationToken stop)
    {
        try
        {
            return (await cluster.Management.GetRuntimeStatistics([silo]).WaitAsync(stop)).FirstOrDefault();
        }
        catch (Exception exception) when (ExperimentWatch.IsPassing(exception))
        {
            return null;
        }
    }

    private static string ShortName(string type)
    {
        var name = type.Split(',')[0];
        return name[(name.LastIndexOf('.') + 1)..];
    }
}

/// <summary>How a silo is.</summary>
/// <param name="Member">What the cluster knows of it.</param>
/// <param name="Load">Its places; null when it takes no work.</param>
/// <param name="Statistics">How it does; null when it did not say.</param>
/// <param name="Time">When the cluster said so, in UTC, by the console's clock.</param>
internal sealed record SiloReport(MembershipEntry Member, SiloLoad? Load, SiloRuntimeStatistics? Statistics, DateTime Time)
{
    /// <summary>How long it has been up, or was when it gave its last sign of life; null when that is not known.</summary>
    public TimeSpan? Uptime => Between(Member.StartTime, Member.Status == SiloStatus.Dead ? Member.IAmAliveTime : Time);

    /// <summary>How long ago it gave its last sign of life, by which it holds its lease; null when that is not known.</summary>
    public TimeSpan? LeaseAge => Between(Member.IAmAliveTime, Time);

    // The clocks of two machines differ a little, and nothing has begun in the future.
    private static TimeSpan? Between(DateTime since, DateTime until) =>
        since == default ? null : TimeSpan.FromTicks(Math.Max(0, (until - since).Ticks));
}

/// <summary>How many grains of a type are active.</summary>
/// <param name="Type">Name of the class.</param>
/// <param name="Count">How many.</param>
internal sealed record GrainCount(string Type, int Count);
