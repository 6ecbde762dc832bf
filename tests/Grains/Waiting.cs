namespace ReAgent.Grains.Tests;

/// <summary>Waits that end: a test that would hang fails instead.</summary>
public static class Waiting
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task Soon(this Task task) => task.WaitAsync(Patience);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience);
}
