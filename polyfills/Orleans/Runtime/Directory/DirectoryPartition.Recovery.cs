using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>How entries come to a silo as others come and go.</summary>
internal sealed partial class DirectoryPartition
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes note of a change of the membership.</summary>
    private void Follow()
    {
        var view = membership.View;
        if (view.Version == seen.Version)
        {
            return;
        }

        var before = seen;
        seen = view;
        var next = new DirectoryRing(view.Silos.Values.Where(entry => entry.Status == SiloStatus.Active).Select(entry => entry.Address));
        if (next.Silos.SetEquals(ring.Silos) && !CameAndWent(before, view))
        {
            return;
        }

        if (CameAndWent(before, view))
        {
            // A silo that was never seen active may have kept entries in between.
            settled = DirectoryRing.Empty;
        }

        ring = next;
        foreach (var lost in entries.Keys.Where(grain => ring.OwnerOf(grain) != Self).ToArray())
        {
            entries.Remove(lost);
        }

        var gained = ring.Silos.Contains(Self) && (!settled.Silos.Contains(Self) || settled.Silos.Except(ring.Silos).Count > 0);
        if (gained)
        {
            recovery ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Recover(ring, view);
        }
        else
        {
            // Others only took entries away, if anything.
            settled = ring;
            Settle();
        }
    }

    private static bool CameAndWent(ClusterView before, ClusterView now) => now.Silos.Values.Any(entry =>
        entry.Status is SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead
        && (!before.Silos.TryGetValue(entry.Address, out var old) || old.Status is SiloStatus.Joining or SiloStatus.Created));

    private void Settle()
    {
        recovery?.TrySetResult();
        recovery = null;
    }

    /// <summary>Asks all silos what they hold, until all have answered or something changes again.</summary>
    private async Task Recover(DirectoryRing now, ClusterView view)
    {
        // Off the membership's own thread of control.
        await Task.Yield();
        try
        {
            var holders = view.Silos.Values
                .Where(entry => entry.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
                .Select(entry => entry.Address);
            var reports = await Task.WhenAll(holders.Select(silo => Ask(silo, now, view.Version)));
            lock (gate)
            {
                if (ring != now)
                {
                    return;
                }

                foreach (var held in reports.SelectMany(report => report))
                {
                    Merge(held);
                }

                settled = now;
                Settle();
            }
        }
        catch (Exception failure)
        {
            DirectoryLog.RecoveryFailed(logger, failure);
        }
    }

    private async Task<List<HeldActivation>> Ask(SiloAddress silo, DirectoryRing now, long version)
    {
        while (Ring.Ring == now && !membership.IsDeadSilo(silo))
        {
            if (silo == Self)
            {
                return Held(now, Self);
            }

            try
            {
                return await Of(silo).Report(Self, version).WaitAsync(Patience, clock);
            }
            catch (Exception failure)
            {
                DirectoryLog.NoReport(logger, failure, silo);
                await Task.Delay(Pause, TimeProvider.System);
            }
        }

        return [];
    }

    /// <summary>Of two activations the one that was entered stays; of two that were, after a partition, the one of the silo that comes first.</summary>
    private void Merge(HeldActivation held)
    {
        var grain = held.Address.GrainId;
        if (!entries.TryGetValue(grain, out var present) || present.Address.Equals(held.Address))
        {
            entries[grain] = held;
            return;
        }

        var isFirst = (present.IsRegistered, held.IsRegistered) switch
        {
            (true, false) => true,
            (false, true) => false,
            _ => present.Address.SiloAddress!.CompareTo(held.Address.SiloAddress) <= 0,
        };
        var (winner, loser) = isFirst ? (present, held) : (held, present);
        entries[grain] = winner;
        if (loser.IsRegistered)
        {
            DirectoryLog.Duplicate(logger, grain, winner.Address, loser.Address);
            _ = End(loser.Address, winner.Address);
        }
    }

    private async Task End(GrainAddress loser, GrainAddress winner)
    {
        try
        {
            await Of(loser.SiloAddress!).EndDuplicate(loser, winner);
        }
        catch (Exception failure)
        {
            DirectoryLog.NoReport(logger, failure, loser.SiloAddress!);
        }
    }

    private IDirectoryPartition Of(SiloAddress silo) => (IDirectoryPartition)(object)services.GetRequiredService<GrainReferenceRuntime>()
        .New(SystemTargets.IdOf(Name, silo), typeof(IDirectoryPartition));
}
