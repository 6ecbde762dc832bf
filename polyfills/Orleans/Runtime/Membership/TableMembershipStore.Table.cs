namespace Orleans.Runtime;

/// <summary>Readings and changes of the table.</summary>
internal sealed partial class TableMembershipStore
{
    /// <summary>Reads the table.</summary>
    /// <returns>The rows of silos whose leases have ended.</returns>
    public async Task<List<MembershipRow>> Read(CancellationToken cancellationToken)
    {
        // One at a time: what is read later is newer.
        await reading.WaitAsync(cancellationToken);
        try
        {
            var began = clock.GetTimestamp();
            var next = await Access(table.Read, cancellationToken);
            return Accept(next, began, clock.GetTimestamp());
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>One access to the table, which may take only so long. A failure is noted.</summary>
    public async Task<T> Access<T>(Func<CancellationToken, Task<T>> access, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(times.Attempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Not every driver gives up when it is told to.
            return await access(either.Token).WaitAsync(either.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(failure);
            throw failure is OperationCanceledException ? new TimeoutException($"The table did not answer within {times.Attempt}.", failure) : failure;
        }
    }

    /// <summary>Says that this silo lives.</summary>
    public Task Renew(CancellationToken cancellationToken) => Access(
        async token =>
        {
            await table.Renew(self, Now, token);
            return true;
        },
        cancellationToken);

    /// <summary>Declares a silo dead, if its lease is still the one that was seen.</summary>
    public async Task TryDeclareDead(MembershipRow expired, string reason)
    {
        await Read(stopped.Token);
        var seen = Rows;
        if (seen.Find(expired.Address) is { IsLiving: true } row && row.IAmAliveTime == expired.IAmAliveTime)
        {
            MembershipLog.Declared(logger, expired.Address, reason);
            if (await Declare(row with { Status = SiloStatus.Dead }, seen.Version))
            {
                await Announce(stopped.Token);
            }
        }
    }

    /// <summary>Changes a row. When the answer is lost, a death may have come about: until the table is read again this silo does not count as cut off.</summary>
    private async Task<bool> Declare(MembershipRow row, int version)
    {
        var isDeath = row.Status == SiloStatus.Dead && row.Address != self;
        lock (gate)
        {
            isDeathUncertain |= isDeath;
        }

        var isDone = await Access(token => table.TryUpdate(row, version, token), CancellationToken.None);
        lock (gate)
        {
            isDeathUncertain = false;
        }

        return isDone;
    }

    /// <summary>Reads the table and tries a change, again and again, until it has come about.</summary>
    private async Task Retry(Func<MembershipRows, Task<bool>> change, TimeSpan patience, CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Read(cancellationToken);
                if (await change(Rows))
                {
                    return;
                }
            }
            catch (Exception failure) when (
                failure is not (OrleansException or OperationCanceledException) && clock.GetElapsedTime(begin) < patience && !stopped.IsCancellationRequested)
            {
                MembershipLog.CutOff(logger, failure);
                await Task.Delay(times.Reading, clock, cancellationToken);
                continue;
            }

            // Somebody was faster; many silos that start at once get out of each other's way.
            var pause = TimeSpan.FromMilliseconds(Math.Min(attempt, 10) * (1 + ((uint)self.GetConsistentHashCode() % 5)));
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Reads a change that was made here, and tells the others.</summary>
    private async Task Announce(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        if (options.UseLivenessGossip)
        {
            keeper.Tell(Rows.Version);
        }
    }

    private void Fail(Exception failure)
    {
        lock (gate)
        {
            watch.Restart();
            if (hasFailed)
            {
                return;
            }

            hasFailed = true;
        }

        MembershipLog.CutOff(logger, failure);
    }

    private List<MembershipRow> Accept(MembershipRows next, long began, long ended)
    {
        List<MembershipRow> expired;
        bool isBack;
        lock (gate)
        {
            isBack = hasFailed;
            hasFailed = false;
            isDeathUncertain = false;
            expired = watch.Observe(next.Silos.Where(row => row.IsLiving && row.Address != self), began, ended);
            var isChanged = next.Version != rows.Version || next.Silos.Length != rows.Silos.Length;
            rows = next;
            foreach (var gone in details.Keys.Where(known => next.Find(known) is { IsLiving: false }).ToArray())
            {
                details.Remove(gone);
            }

            if (isChanged)
            {
                Publish();
            }
        }

        if (isBack)
        {
            MembershipLog.ReachedAgain(logger);
        }

        keeper.CheckOwn(next.Find(self));
        return expired;
    }

    /// <summary>For how long a silo's lease has not been renewed, as far as was seen.</summary>
    public TimeSpan UnchangedFor(SiloAddress other)
    {
        lock (gate)
        {
            return watch.UnchangedFor(other, clock.GetTimestamp());
        }
    }
}
