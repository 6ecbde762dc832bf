using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>
/// Runs the tasks of one activation one at a time, in the order they were queued, on the thread pool. An await within a turn captures
/// this scheduler, so what follows it is a turn of the same activation.
/// </summary>
internal sealed class ActivationTaskScheduler(IGrainContext context) : TaskScheduler, IThreadPoolWorkItem, IWorkItemScheduler
{
    private const int TurnsPerRun = 64;
    private readonly ConcurrentQueue<Task> queue = new();
    private int pending;

    public IGrainContext Context { get; } = context;

    public override int MaximumConcurrencyLevel => 1;

    public void QueueAction(Action action) => new Task(action).Start(this);

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    void IThreadPoolWorkItem.Execute()
    {
        var done = 0;
        while (done < TurnsPerRun && queue.TryDequeue(out var task))
        {
            done++;
            TryExecuteTask(task);
        }

        if (Interlocked.Add(ref pending, -done) > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    protected override void QueueTask(Task task)
    {
        queue.Enqueue(task);
        if (Interlocked.Increment(ref pending) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => queue;
}
