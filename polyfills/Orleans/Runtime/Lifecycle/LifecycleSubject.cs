using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Runs observers stage by stage: up in ascending order, down in descending order, each stage at once.</summary>
internal abstract class LifecycleSubject(string name, ILogger logger) : ILifecycleObservable
{
    private readonly Lock gate = new();
    private readonly List<Subscription> subscriptions = [];
    private int highest = int.MinValue;
    private int? lowestStopped;

    /// <summary>The highest stage that has started.</summary>
    public int HighestCompletedStage => highest;

    /// <summary>The lowest stage that has stopped.</summary>
    public int LowestStoppedStage => lowestStopped ?? int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observerName, stage, observer);
        lock (gate)
        {
            subscriptions.Add(subscription);
        }

        return subscription;
    }

    /// <summary>Starts all stages; the first failure ends the start and is thrown.</summary>
    public async Task OnStart(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().OrderBy(group => group.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            highest = stage.Key;
            await Task.WhenAll(stage.Select(subscription => Start(subscription, cancellationToken)));
        }
    }

    /// <summary>Stops the stages that have started; failures are logged.</summary>
    public async Task OnStop(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().Where(group => group.Key <= highest).OrderByDescending(group => group.Key))
        {
            await Task.WhenAll(stage.Select(subscription => Stop(subscription, cancellationToken)));
            lowestStopped = stage.Key;
        }
    }

    private static async Task Start(Subscription subscription, CancellationToken cancellationToken) =>
        await subscription.Observer.OnStart(cancellationToken);

    private async Task Stop(Subscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            await subscription.Observer.OnStop(cancellationToken);
        }
        catch (Exception failure)
        {
            ActivationLog.StageFailed(logger, failure, name, subscription.Name, "stop", subscription.Stage);
        }
    }

    private IGrouping<int, Subscription>[] Stages()
    {
        lock (gate)
        {
            return subscriptions.Count == 0 ? [] : [.. subscriptions.ToArray().GroupBy(subscription => subscription.Stage)];
        }
    }

    private sealed class Subscription(LifecycleSubject subject, string name, int stage, ILifecycleObserver observer) : IDisposable
    {
        public string Name { get; } = name;

        public int Stage { get; } = stage;

        public ILifecycleObserver Observer { get; } = observer;

        public void Dispose()
        {
            lock (subject.gate)
            {
                subject.subscriptions.Remove(this);
            }
        }
    }
}

/// <summary>The life of an activation.</summary>
internal sealed class GrainLifecycle(string name, ILogger logger) : LifecycleSubject(name, logger), IGrainLifecycle;

/// <summary>The life of a silo.</summary>
internal sealed class SiloLifecycle(ILogger<SiloLifecycle> logger) : LifecycleSubject("silo", logger), ISiloLifecycle;

/// <summary>The life of a client.</summary>
internal sealed class ClusterClientLifecycle(ILogger<ClusterClientLifecycle> logger) : LifecycleSubject("client", logger), IClusterClientLifecycle;
