using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>
/// The gateways to which a client is connected: all that there are. The list is read again from time to time, and a gateway that was lost or
/// could not be reached is tried again until it is there or off the list.
/// </summary>
internal sealed class Gateways : IDisposable
{
    private readonly IGatewayListProvider provider;
    private readonly ITransport transport;
    private readonly ConnectionOptions connections;
    private readonly GatewayOptions options;
    private readonly IClusterConnectionStatusObserver[] observers;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly Dictionary<SiloAddress, SiloAddress?> known = [];
    private readonly ITimer timer;
    private IDisposable? subscription;
    private ImmutableArray<SiloAddress> connected = [];
    private (GrainId Client, IMessageSink Sink)? self;
    private bool isInitialized;
    private SiloAddress[] listed = [];
    private bool isRefreshing;
    private bool isStale;
    private bool isDisposed;

    public Gateways(
        IGatewayListProvider provider,
        ITransport transport,
        ConnectionOptions connections,
        GatewayOptions options,
        IEnumerable<IClusterConnectionStatusObserver> observers,
        TimeProvider clock,
        ILogger logger)
    {
        this.provider = provider;
        this.transport = transport;
        this.connections = connections;
        this.options = options;
        this.observers = [.. observers];
        this.logger = logger;
        timer = clock.CreateTimer(static state => _ = ((Gateways)state!).RefreshLater(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The silos that can be sent to now, in order of their addresses.</summary>
    public ImmutableArray<SiloAddress> Connected => connected;

    /// <summary>Connects to the first gateway that can be reached, and to the others meanwhile.</summary>
    /// <returns>Why the gateways could not be reached; empty when one could.</returns>
    public async Task<IReadOnlyList<string>> Connect(GrainId client, IMessageSink sink, CancellationToken cancellationToken)
    {
        if (!isInitialized)
        {
            await provider.InitializeGatewayListProvider();
            isInitialized = true;
        }

        self = (client, sink);
        var faults = await Refresh(cancellationToken);
        subscription ??= (provider as MembershipGatewayListProvider)?.Subscribe(() => _ = RefreshLater());
        Schedule();
        return connected.IsEmpty ? faults : [];
    }

    /// <summary>A gateway is gone.</summary>
    public void Lost(SiloAddress silo)
    {
        lock (gate)
        {
            foreach (var gateway in known.Where(pair => pair.Value == silo).Select(pair => pair.Key).ToArray())
            {
                known.Remove(gateway);
            }
        }

        Change(before => before.Remove(silo));
        if (!isDisposed)
        {
            timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        isDisposed = true;
        subscription?.Dispose();
        timer.Dispose();
        connected = [];
    }

    private async Task RefreshLater()
    {
        lock (gate)
        {
            isStale = true;
            if (isRefreshing || isDisposed)
            {
                return;
            }

            isRefreshing = true;
        }

        while (GoesOn())
        {
            try
            {
                await Refresh(CancellationToken.None);
            }
            catch (Exception failure)
            {
                ClientLog.ListFailed(logger, failure);
            }
        }

        Schedule();
    }

    // A change that is told of during a refresh may have come too late for it.
    private bool GoesOn()
    {
        lock (gate)
        {
            isRefreshing = isStale && !isDisposed;
            isStale = false;
            return isRefreshing;
        }
    }

    private async Task<IReadOnlyList<string>> Refresh(CancellationToken cancellationToken)
    {
        SiloAddress[] list = [.. (await provider.GetGateways()).Select(GatewayUris.Parse).Distinct()];
        SiloAddress[] missing;
        lock (gate)
        {
            listed = list;
            missing = [.. listed.Where(gateway => known.TryAdd(gateway, null))];
        }

        var attempts = missing.Select(gateway => TryConnect(gateway, cancellationToken)).ToList();
        var faults = new List<string>();
        while (attempts.Count > 0)
        {
            // Those that take their time are waited for only while there is none.
            var attempt = await Task.WhenAny(attempts);
            attempts.Remove(attempt);
            if (await attempt is { } fault)
            {
                faults.Add(fault);
            }
            else
            {
                break;
            }
        }

        return faults;
    }

    /// <summary>Why the gateway cannot be reached; null when it can.</summary>
    private async Task<string?> TryConnect(SiloAddress gateway, CancellationToken cancellationToken)
    {
        try
        {
            var silo = await transport.Connect(self!.Value.Client, gateway, self.Value.Sink, cancellationToken);
            lock (gate)
            {
                known[gateway] = silo;
            }

            Change(before => before.Contains(silo) ? before : [.. before.Add(silo).Order()]);
            return null;
        }
        catch (Exception failure) when (failure is ConnectionFailedException or OperationCanceledException)
        {
            ClientLog.GatewayUnreachable(logger, gateway, failure.Message);
            lock (gate)
            {
                known.Remove(gateway);
            }

            Schedule();
            return failure.Message;
        }
    }

    private void Change(Func<ImmutableArray<SiloAddress>, ImmutableArray<SiloAddress>> change)
    {
        int before;
        int after;
        lock (gate)
        {
            before = connected.Length;
            connected = isDisposed ? [] : change(connected);
            after = connected.Length;
        }

        if (before == after || isDisposed)
        {
            return;
        }

        foreach (var observer in observers)
        {
            try
            {
                observer.NotifyGatewayCountChanged(after, before, before == 0);
                if (after == 0)
                {
                    observer.NotifyClusterConnectionLost();
                }
            }
            catch (Exception failure)
            {
                ClientLog.ObserverFailed(logger, failure);
            }
        }
    }

    private void Schedule()
    {
        bool isMissing;
        lock (gate)
        {
            isMissing = connected.IsEmpty || Array.Exists(listed, gateway => known.GetValueOrDefault(gateway) is null);
        }

        if (!isDisposed)
        {
            timer.Change(
                isMissing ? connections.ConnectionRetryDelay : Earlier(options.GatewayListRefreshPeriod, provider.MaxStaleness), Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
