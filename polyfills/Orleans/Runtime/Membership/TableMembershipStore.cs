using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>
/// The membership of a cluster by a table that its silos share. What a silo can hold is not in the table: silos tell each other when they meet.
/// </summary>
internal sealed partial class TableMembershipStore : IMembershipStore, IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim reading = new(1);
    private readonly IMembershipTable table;
    private readonly SiloAddress self;
    private readonly SiloIdentity silo;
    private readonly LeaseTimes times;
    private readonly ClusterMembershipOptions options;
    private readonly LeaseKeeper keeper;
    private readonly MembershipAgent agent;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly List<Action<ClusterView>> listeners = [];
    private readonly Dictionary<SiloAddress, SiloDetails> details = [];
    private readonly CancellationTokenSource stopped = new();
    private readonly LeaseWatch watch;
    private SiloEntry? entry;
    private bool isLeaving;
    private bool hasFailed;
    private bool isDeathUncertain;
    private long revision;
    private MembershipRows rows = MembershipRows.Empty;
    private volatile ClusterView current = ClusterView.Empty;

    public TableMembershipStore(
        IMembershipTable table,
        SiloIdentity silo,
        SiloLease lease,
        IEndpointProbe probe,
        IOptions<ClusterMembershipOptions> options,
        IServiceProvider services,
        TimeProvider clock,
        ILogger<TableMembershipStore> logger)
    {
        this.table = table;
        this.silo = silo;
        this.clock = clock;
        this.logger = logger;
        this.options = options.Value;
        self = silo.SiloAddress;
        times = LeaseTimes.From(options.Value);
        watch = new(times.Patience, clock);
        agent = new(this, services);
        keeper = new(this, table, agent, lease, probe, times, options.Value, clock, logger);
    }

    public ClusterView Current => current;

    public SiloAddress Self => self;

    /// <summary>The table as last read.</summary>
    public MembershipRows Rows
    {
        get
        {
            lock (gate)
            {
                return rows;
            }
        }
    }

    /// <summary>Whether the last access to the table failed, and no death declared here may have come about by it.</summary>
    public bool IsCutOff
    {
        get
        {
            lock (gate)
            {
                return hasFailed && !isDeathUncertain;
            }
        }
    }

    /// <summary>Whether the others have been told that this silo goes.</summary>
    public bool IsLeaving => Volatile.Read(ref isLeaving);

    public CancellationToken Stopped => stopped.Token;

    /// <summary>The other silos that may hold grains.</summary>
    public List<SiloAddress> Others()
    {
        lock (gate)
        {
            // One that has introduced itself counts before its row has been read.
            return
            [
                .. rows.Silos.Where(row => row.IsLiving && row.Address != self).Select(row => row.Address)
                    .Union(details.Keys.Where(met => met != self && rows.Find(met) is null)),
            ];
        }
    }

    public async Task Start(CancellationToken cancellationToken)
    {
        agent.Start();
        var begin = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await table.Start(cancellationToken);
                await Read(cancellationToken);
                return;
            }
            catch (Exception failure) when (
                failure is not (OrleansConfigurationException or OperationCanceledException) && clock.GetElapsedTime(begin) < options.MaxJoinAttemptTime)
            {
                MembershipLog.CutOff(logger, failure);
                await Task.Delay(times.Reading, clock, cancellationToken);
            }
        }
    }

    public async Task Update(SiloEntry entry, CancellationToken cancellationToken = default)
    {
        var begin = clock.GetTimestamp();
        lock (gate)
        {
            this.entry = entry;
            details[self] = new([.. entry.GrainTypes.Select(type => type.ToString()!)], entry.Metadata.ToDictionary());
        }

        var row = new MembershipRow(
            self, entry.Name, silo.DnsHostName, entry.Status, entry.GatewayAddress?.Endpoint.Port ?? 0, AsWritten(entry.StartTime), Now);
        await Retry(
            async seen =>
            {
                if (seen.Find(self) is { } present)
                {
                    // An attempt whose answer was lost; or a silo that was started here within the same second.
                    return present.Status == entry.Status && present.Name == entry.Name
                        ? true
                        : throw new OrleansException($"There has been a silo {self} already; start this one a second later.");
                }

                if (seen.Silos.FirstOrDefault(row => row.Address.Endpoint.Equals(self.Endpoint) && row.Status != SiloStatus.Dead) is { } older)
                {
                    MembershipLog.Replaced(logger, older.Address);
                    await table.TryUpdate(older with { Status = SiloStatus.Dead }, seen.Version, cancellationToken);
                    return false;
                }

                begin = clock.GetTimestamp();
                return await table.TryInsert(row, seen.Version, cancellationToken);
            },
            options.MaxJoinAttemptTime,
            cancellationToken);
        keeper.Start(begin);
        await Announce(cancellationToken);
    }

    public async Task<bool> TrySetStatus(SiloAddress silo, SiloStatus status)
    {
        if (silo == self && status is SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead)
        {
            Volatile.Write(ref isLeaving, true);
        }

        var isThere = false;
        await Retry(
            async seen =>
            {
                isThere = seen.Find(silo) is { Status: not SiloStatus.Dead };
                if (!isThere || seen.Find(silo)!.Status == status)
                {
                    return true;
                }

                return await Declare(seen.Find(silo)! with { Status = status }, seen.Version);
            },
            times.Lease,
            CancellationToken.None);
        await Announce(CancellationToken.None);
        return isThere;
    }

    public DateTime? RenewedAt(SiloAddress silo) => Rows.Find(silo)?.IAmAliveTime;

    public Task Refresh(long minimumVersion, CancellationToken cancellationToken) =>
        minimumVersion > 0 && Rows.Version >= minimumVersion ? Task.CompletedTask : Read(cancellationToken);

    public async Task MeetOthers(CancellationToken cancellationToken)
    {
        // An active silo that does not answer is declared dead in time, or answers after all.
        var begin = clock.GetTimestamp();
        while (Unmet().Any(row => row.Status == SiloStatus.Active))
        {
            if (clock.GetElapsedTime(begin) > options.MaxJoinAttemptTime)
            {
                throw new OrleansException(
                    $"Silo {self} could not join: no answer from {string.Join(", ", Unmet().Select(row => row.Address))} within {options.MaxJoinAttemptTime}.");
            }

            await keeper.Greet();
            if (Unmet().Any(row => row.Status == SiloStatus.Active))
            {
                await Task.Delay(times.Reading, clock, cancellationToken);
            }
        }
    }

    /// <summary>The living silos of which nothing but their rows is known.</summary>
    public List<MembershipRow> Unmet()
    {
        lock (gate)
        {
            return entry is null ? [] : [.. rows.Silos.Where(row => row.IsLiving && !details.ContainsKey(row.Address))];
        }
    }

    /// <summary>What this silo tells of itself; null before it joins.</summary>
    public SiloDetails? OwnDetails()
    {
        lock (gate)
        {
            return details.GetValueOrDefault(self);
        }
    }

    /// <summary>Takes note of what another silo tells of itself.</summary>
    public SiloDetails? Meet(SiloAddress other, SiloDetails told)
    {
        lock (gate)
        {
            details[other] = told;

            // Whatever it was allowed before it knew of this silo ends before its lease does, counted from now.
            watch.Restart(other);
            Publish();
        }

        if (Rows.Find(other) is null)
        {
            Hear(int.MaxValue);
        }

        return OwnDetails();
    }

    /// <summary>The table has reached a version.</summary>
    public void Hear(int version)
    {
        if (Rows.Version < version && !stopped.IsCancellationRequested)
        {
            _ = keeper.ReadQuietly();
        }
    }

    public void Stop()
    {
        stopped.Cancel();
        keeper.Dispose();
    }

    public void Dispose() => Stop();

    public IDisposable Subscribe(Action<ClusterView> listener)
    {
        lock (gate)
        {
            listeners.Add(listener);
        }

        return new Subscription(this, listener);
    }

    private DateTime Now => AsWritten(clock.GetUtcNow().UtcDateTime);

    // As exact as the table is: what is written is what is read.
    private static DateTime AsWritten(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    private void Publish()
    {
        var silos = rows.Silos.ToImmutableDictionary(row => row.Address, Entry);
        var next = new ClusterView(silos, rows.Version) { Revision = ++revision };
        current = next;
        listeners.ForEach(listener => listener(next));
    }

    private SiloEntry Entry(MembershipRow row)
    {
        var known = details.GetValueOrDefault(row.Address);
        return new(
            row.Address,
            row.Name,
            row.Status,
            known is null ? ImmutableHashSet<GrainType>.Empty : known.GrainTypes.Select(GrainType.Create).ToHashSet(),
            known?.Metadata.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty,
            row.GatewayPort == 0 ? null : SiloAddress.New(row.Address.Endpoint.Address, row.GatewayPort, row.Address.Generation),
            row.StartTime);
    }

    private sealed class Subscription(TableMembershipStore store, Action<ClusterView> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (store.gate)
            {
                store.listeners.Remove(listener);
            }
        }
    }
}
