namespace Orleans.Runtime;

/// <summary>The life of an activation, in stages.</summary>
public interface IGrainLifecycle : ILifecycleObservable;

/// <summary>Stages of an activation's life.</summary>
public static class GrainLifecycleStage
{
    /// <summary>First stage.</summary>
    public const int First = int.MinValue;

    /// <summary>State is loaded.</summary>
    public const int SetupState = 1000;

    /// <summary>The grain is activated.</summary>
    public const int Activate = 2000;

    /// <summary>Last stage.</summary>
    public const int Last = int.MaxValue;
}

/// <summary>The life of a silo, in stages.</summary>
public interface ISiloLifecycle : ILifecycleObservable
{
    /// <summary>The highest stage that has started.</summary>
    int HighestCompletedStage { get; }

    /// <summary>The lowest stage that has stopped.</summary>
    int LowestStoppedStage { get; }
}

/// <summary>The life of a client, in stages.</summary>
public interface IClusterClientLifecycle : ILifecycleObservable;
