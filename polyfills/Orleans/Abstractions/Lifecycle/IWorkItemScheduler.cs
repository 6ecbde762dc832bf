namespace Orleans.Runtime;

/// <summary>Queues turns of one activation; at most one runs at a time.</summary>
public interface IWorkItemScheduler
{
    /// <summary>Queues an action.</summary>
    void QueueAction(Action action);

    /// <summary>Queues a task that was created but not started.</summary>
    void QueueTask(Task task);
}
