using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Renews this silo's lease, reads the table, and declares silos dead whose leases have ended.</summary>
/// <remarks>
/// <para>
/// When the database cannot be reached nobody can be declared dead, so nobody has to stop either. But a silo that is cut off cannot know
/// whether the others are. It asks all of them: if each answers that it is cut off too, the lease is extended to one lease from the question.
/// This is safe because whoever answers so has had a failed access after which it has read nothing; when it reads again it begins to watch
/// anew, after the question, and waits for more than a lease. One that can reach the table, or does not answer, might declare this silo
/// dead; then the lease ends when it ends.
/// </para>
/// <para>
/// A silo that joins meanwhile is not known to ask. That is why a silo becomes active only when it has met all active ones, and watches each
/// from that moment on: whatever was extended before ends before its patience does, and after that it is asked. (It does not wait for one
/// that it sees neither meet nor renew: silos that are parted from the database and from the newcomer, but not from each other, could be taken
/// for dead while they extend each other's leases. They cannot write to the database then, and stop when they can read it again.)
/// </para>
/// </remarks>
internal sealed class LeaseKeeper(
    TableMembershipStore store,
    IMembershipTable table,
    MembershipAgent agent,
    SiloLease lease,
    IEndpointProbe probe,
    LeaseTimes times,
    ClusterMembershipOptions options,
    TimeProvider clock,
    ILogger logger) : IDisposable
{
    private readonly Dictionary<SiloAddress, int> refusals = [];
    private ITimer? timer;
    private int isBusy;
    private long renewed;
    private long cleaned;
    private volatile bool hasStarted;

    /// <summary>Begins, after the silo has entered itself at a timestamp of the clock.</summary>
    public void Start(long since)
    {
        renewed = since;
        cleaned = since;
        hasStarted = true;
        Hold(since);
        timer = clock.CreateTimer(static self => ((LeaseKeeper)self!).Tick(), this, times.Reading, times.Reading);
    }

    public void Dispose() => timer?.Dispose();

    /// <summary>Ends the lease when others have declared this silo dead.</summary>
    public void CheckOwn(MembershipRow? own)
    {
        if (hasStarted && !store.IsLeaving && (own is null || own.Status == SiloStatus.Dead))
        {
            lease.End("The others have declared it dead.");
        }
    }

    /// <summary>Tells the others that the table has changed.</summary>
    public void Tell(int version)
    {
        foreach (var other in store.Others())
        {
            _ = TellOne(other, version);
        }
    }

    /// <summary>Reads the table; a failure is noted, not thrown.</summary>
    public async Task ReadQuietly()
    {
        try
        {
            await store.Read(store.Stopped);
        }
        catch (Exception failure)
        {
            MembershipLog.Unanswered(logger, failure, store.Self);
        }
    }

    /// <summary>Introduces this silo to those that it has not met.</summary>
    public async Task Greet()
    {
        if (store.OwnDetails() is { } own)
        {
            await Task.WhenAll(store.Unmet().Select(row => GreetOne(row.Address, own)));
        }
    }

    private void Tick()
    {
        // A round that takes longer is not overtaken by the next.
        if (Interlocked.Exchange(ref isBusy, 1) == 0)
        {
            _ = Round();
        }
    }

    private async Task Round()
    {
        try
        {
            var expired = await RenewAndRead();
            if (expired is null)
            {
                await TryExtend();
                return;
            }

            if (options.LivenessEnabled)
            {
                foreach (var row in expired)
                {
                    await store.TryDeclareDead(row, $"Its lease was not renewed for {times.Patience}.");
                }

                await DeclareRefused();
            }

            await Greet();
            await Clean();
        }
        catch (Exception failure)
        {
            // Accesses that failed are noted where they are made; the next round does what this one could not.
            MembershipLog.Unanswered(logger, failure, store.Self);
        }
        finally
        {
            Volatile.Write(ref isBusy, 0);
        }
    }

    /// <returns>The silos whose leases have ended; null when the table could not be reached.</returns>
    private async Task<List<MembershipRow>?> RenewAndRead()
    {
        var began = clock.GetTimestamp();
        var isDue = clock.GetElapsedTime(renewed, began) >= times.Renewal - (times.Reading / 2);
        try
        {
            if (isDue)
            {
                await store.Renew(store.Stopped);
            }

            var expired = await store.Read(store.Stopped);
            if (isDue && Hold(began))
            {
                renewed = began;
            }

            return expired;
        }
        catch (Exception failure) when (!store.Stopped.IsCancellationRequested)
        {
            MembershipLog.Unanswered(logger, failure, store.Self);
            return null;
        }
    }

    private async Task TryExtend()
    {
        var asked = clock.GetTimestamp();
        var others = store.Others();
        var answers = await Task.WhenAll(others.Select(AskOne));
        if (store.IsCutOff && answers.All(static isCutOff => isCutOff) && Hold(asked))
        {
            MembershipLog.Extended(logger, others.Count);
        }
    }

    // Where the table lives nobody can do without this silo.
    private bool Hold(long since) => table.IsHere || lease.TryHold(since, times.Lease);

    private async Task<bool> AskOne(SiloAddress other)
    {
        try
        {
            return await agent.Of(other).IsCutOff().WaitAsync(times.Answer, clock);
        }
        catch (Exception failure)
        {
            MembershipLog.Unanswered(logger, failure, other);
            return false;
        }
    }

    private async Task GreetOne(SiloAddress other, SiloDetails own)
    {
        try
        {
            if (await agent.Of(other).Hello(store.Self, own).WaitAsync(times.Answer, clock) is { } told)
            {
                store.Meet(other, told);
            }
        }
        catch (Exception failure)
        {
            MembershipLog.Unanswered(logger, failure, other);
        }
    }

    private async Task TellOne(SiloAddress other, int version)
    {
        try
        {
            await agent.Of(other).TableChanged(version);
        }
        catch (Exception failure)
        {
            MembershipLog.Unanswered(logger, failure, other);
        }
    }

    /// <summary>
    /// A silo at this silo's own address that misses its renewals, and at whose endpoint nobody listens, twice, is a process that has ended: it is
    /// the kernel of both that says so. From elsewhere a refusal proves nothing, since a firewall can send it for a silo that serves; such a silo is
    /// waited for until its lease has ended.
    /// </summary>
    private async Task DeclareRefused()
    {
        foreach (var row in store.Rows.Silos.Where(row => row.IsLiving && row.Address != store.Self && row.Address.Endpoint.Address.Equals(store.Self.Endpoint.Address)))
        {
            using var limit = new CancellationTokenSource(times.Answer, clock);
            if (store.UnchangedFor(row.Address) < times.Renewal * 1.5 || !await probe.IsRefused(row.Address.Endpoint, limit.Token))
            {
                refusals.Remove(row.Address);
            }
            else if ((refusals[row.Address] = refusals.GetValueOrDefault(row.Address) + 1) >= 2)
            {
                refusals.Remove(row.Address);
                await store.TryDeclareDead(row, "It did not renew its lease, and nobody listens at its endpoint.");
            }
        }
    }

    private async Task Clean()
    {
        if (options is { DefunctSiloExpiration: { } age, DefunctSiloCleanupPeriod: { } period } && clock.GetElapsedTime(cleaned) >= period)
        {
            cleaned = clock.GetTimestamp();
            await table.RemoveDefunct((clock.GetUtcNow() - age).UtcDateTime, store.Stopped);
        }
    }
}
