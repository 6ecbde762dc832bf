namespace Orleans.Runtime;

/// <summary>A membership table in this process.</summary>
internal sealed class InMemoryMembershipTable : IMembershipTable
{
    private readonly Lock gate = new();
    private MembershipRows rows = new(0, []);

    public bool IsHere => true;

    public Task Start(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<MembershipRows> Read(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(rows);
        }
    }

    public Task<bool> TryInsert(MembershipRow row, int version, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (rows.Version != version || rows.Find(row.Address) is not null)
            {
                return Task.FromResult(false);
            }

            rows = new(version + 1, rows.Silos.Add(row));
            return Task.FromResult(true);
        }
    }

    public Task<bool> TryUpdate(MembershipRow row, int version, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (rows.Version != version || rows.Find(row.Address) is not { } present)
            {
                return Task.FromResult(false);
            }

            rows = new(version + 1, rows.Silos.Replace(present, row));
            return Task.FromResult(true);
        }
    }

    public Task Renew(SiloAddress silo, DateTime time, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (rows.Find(silo) is { } present)
            {
                rows = rows with { Silos = rows.Silos.Replace(present, present with { IAmAliveTime = time }) };
            }

            return Task.CompletedTask;
        }
    }

    public Task RemoveDefunct(DateTime before, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            rows = rows with { Silos = rows.Silos.RemoveAll(row => row.Status != SiloStatus.Active && row.IAmAliveTime < before) };
            return Task.CompletedTask;
        }
    }
}
