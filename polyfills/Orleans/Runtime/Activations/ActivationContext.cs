namespace Orleans.Runtime;

/// <summary>Finds the activation whose turn is running.</summary>
internal static class ActivationContext
{
    /// <summary>The activation whose scheduler runs the current task; null outside turns.</summary>
    public static IGrainContext? Current => (TaskScheduler.Current as ActivationTaskScheduler)?.Context;
}
