using Orleans.Runtime;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Membership;

/// <summary>A table in memory that some silos, or all, cannot reach.</summary>
internal sealed class FaultyTable
{
    private readonly InMemoryMembershipTable inner = new();
    private volatile bool isDown;

    /// <summary>Whether nobody can reach the table.</summary>
    public bool IsDown
    {
        get => isDown;
        set => isDown = value;
    }

    /// <summary>The table as one silo reaches it.</summary>
    public Line NewLine() => new(this);

    public sealed class Line(FaultyTable table) : IMembershipTable
    {
        private volatile bool isCut;

        public bool IsCut
        {
            get => isCut;
            set => isCut = value;
        }

        public Task Start(CancellationToken cancellationToken) => Try(() => table.inner.Start(cancellationToken));

        public Task<MembershipRows> Read(CancellationToken cancellationToken) => Try(() => table.inner.Read(cancellationToken));

        public Task<bool> TryInsert(MembershipRow row, int version, CancellationToken cancellationToken) =>
            Try(() => table.inner.TryInsert(row, version, cancellationToken));

        public Task<bool> TryUpdate(MembershipRow row, int version, CancellationToken cancellationToken) =>
            Try(() => table.inner.TryUpdate(row, version, cancellationToken));

        public Task Renew(SiloAddress silo, DateTime time, CancellationToken cancellationToken) =>
            Try(() => table.inner.Renew(silo, time, cancellationToken));

        public Task RemoveDefunct(DateTime before, CancellationToken cancellationToken) =>
            Try(() => table.inner.RemoveDefunct(before, cancellationToken));

        private TTask Try<TTask>(Func<TTask> access) =>
            table.IsDown || IsCut ? throw new IOException("The table cannot be reached.") : access();
    }
}
