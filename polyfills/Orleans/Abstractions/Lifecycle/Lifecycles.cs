namespace Orleans;

/// <summary>Something that starts and stops in stages.</summary>
public interface ILifecycleObservable
{
    /// <summary>Takes part in a stage. Lower stages start first and stop last.</summary>
    /// <returns>Ends the participation when disposed.</returns>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}

/// <summary>What happens at a stage.</summary>
public interface ILifecycleObserver
{
    /// <summary>Runs when the stage is reached on the way up.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Runs when the stage is reached on the way down.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}

/// <summary>Something that wants to take part in a lifecycle.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Subscribes to the stages of <paramref name="lifecycle"/>.</summary>
    void Participate(TLifecycleObservable lifecycle);
}

/// <summary>Stages of a silo's or client's life.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>First valid stage.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime is set up.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>The runtime's services start.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>Storage of the runtime starts.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Per-silo grain services start.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>The application's services start.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>The silo checks that it reaches the others.</summary>
    public const int ValidateInitialConnectivity = BecomeActive - 1;

    /// <summary>The silo joins the cluster.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>The silo serves calls.</summary>
    public const int Active = 20000;

    /// <summary>Last valid stage.</summary>
    public const int Last = int.MaxValue;
}
