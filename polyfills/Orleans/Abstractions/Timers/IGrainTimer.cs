namespace Orleans.Runtime;

/// <summary>A running timer of a grain. Disposing stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets new times, counted from now.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
