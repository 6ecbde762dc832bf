using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>What the primary silo of a development cluster serves to the others.</summary>
[GrainInterfaceType("sys.membership-table")]
internal interface IPrimaryMembershipTable : ISystemTarget
{
    /// <inheritdoc cref="IMembershipTable.Read"/>
    Task<MembershipRows> Read();

    /// <inheritdoc cref="IMembershipTable.TryInsert"/>
    Task<bool> TryInsert(MembershipRow row, int version);

    /// <inheritdoc cref="IMembershipTable.TryUpdate"/>
    Task<bool> TryUpdate(MembershipRow row, int version);

    /// <inheritdoc cref="IMembershipTable.Renew"/>
    Task Renew(SiloAddress silo, DateTime time);
}

/// <summary>
/// The table of a development cluster: in the memory of the primary silo, where the others reach it by its endpoint. It ends with the
/// primary, and so does the cluster.
/// </summary>
internal sealed class DevelopmentMembershipTable(
    SiloIdentity silo, IOptions<DevelopmentClusterMembershipOptions> options, IServiceProvider services) : IMembershipTable, IPrimaryMembershipTable
{
    private const string Name = "membership-table";
    private readonly InMemoryMembershipTable own = new();

    // Before it was reached nobody knows when the primary started: generation 0 is whichever listens there.
    private readonly SiloAddress primary = SiloAddress.New(options.Value.PrimarySiloEndpoint ?? silo.SiloAddress.Endpoint, 0);

    public bool IsHere { get; } = options.Value.PrimarySiloEndpoint is not { } endpoint || endpoint.Equals(silo.SiloAddress.Endpoint);

    public Task Start(CancellationToken cancellationToken)
    {
        if (IsHere)
        {
            services.GetRequiredService<SystemTargets>().Add(new SystemTarget(Name, this, services.GetRequiredService<SystemTargetServices>()));
        }

        return Task.CompletedTask;
    }

    public Task<MembershipRows> Read(CancellationToken cancellationToken) => IsHere ? own.Read(cancellationToken) : Primary().Read();

    public Task<bool> TryInsert(MembershipRow row, int version, CancellationToken cancellationToken) =>
        IsHere ? own.TryInsert(row, version, cancellationToken) : Primary().TryInsert(row, version);

    public Task<bool> TryUpdate(MembershipRow row, int version, CancellationToken cancellationToken) =>
        IsHere ? own.TryUpdate(row, version, cancellationToken) : Primary().TryUpdate(row, version);

    public Task Renew(SiloAddress silo, DateTime time, CancellationToken cancellationToken) =>
        IsHere ? own.Renew(silo, time, cancellationToken) : Primary().Renew(silo, time);

    public Task RemoveDefunct(DateTime before, CancellationToken cancellationToken) => own.RemoveDefunct(before, cancellationToken);

    Task<MembershipRows> IPrimaryMembershipTable.Read() => own.Read(CancellationToken.None);

    Task<bool> IPrimaryMembershipTable.TryInsert(MembershipRow row, int version) => own.TryInsert(row, version, CancellationToken.None);

    Task<bool> IPrimaryMembershipTable.TryUpdate(MembershipRow row, int version) => own.TryUpdate(row, version, CancellationToken.None);

    Task IPrimaryMembershipTable.Renew(SiloAddress silo, DateTime time) => own.Renew(silo, time, CancellationToken.None);

    private IPrimaryMembershipTable Primary() => (IPrimaryMembershipTable)(object)services.GetRequiredService<GrainReferenceRuntime>()
        .New(SystemTargets.IdOf(Name, primary), typeof(IPrimaryMembershipTable));
}
