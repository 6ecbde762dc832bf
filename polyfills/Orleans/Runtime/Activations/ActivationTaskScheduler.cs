using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>
/// Runs the turns of one activation one at a time, in order, on the thread pool. An await within a turn captures this scheduler, so what
/// follows it is a turn of the same activation. No turn runs when the silo's lease has ended: the grain may be active elsewhere.
/// </summary>
internal sealed class ActivationTaskScheduler(IGrainContext context, Action pump, SiloLease lease) : TaskScheduler, IThreadPoolWorkItem, IWorkItemScheduler
{
    private const int TurnsPerRun = 64;
    private const int Idle = 0;
    private const int Queued = 1;
    private readonly ConcurrentQueue<Task> queue = new();
    private int state;
    private int signalled;
    private volatile bool isStopped;

    public IGrainContext Context { get; } = context;

    public override int MaximumConcurrencyLevel => 1;

    public void QueueAction(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    /// <summary>Has the activation look at its messages, in a turn of its own.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref signalled, 1) == 0)
        {
            Schedule();
        }
    }

    /// <summary>Runs no further turn, as if the process had died.</summary>
    public void Stop() => isStopped = true;

    void IThreadPoolWorkItem.Execute()
    {
        if (isStopped || !lease.IsHeld)
        {
            return;
        }

        // One task around all turns of this run: it makes this the current scheduler.
        new Task(static self => ((ActivationTaskScheduler)self!).RunTurns(), this).RunSynchronously(this);
        Volatile.Write(ref state, Idle);
        Interlocked.MemoryBarrier();
        if (!queue.IsEmpty || Volatile.Read(ref signalled) != 0)
        {
            Schedule();
        }
    }

    protected override void QueueTask(Task task)
    {
        queue.Enqueue(task);
        Schedule();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && (Current == this || task.AsyncState == this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => queue;

    private void RunTurns()
    {
        for (var turns = 0; turns < TurnsPerRun && !isStopped && lease.IsHeld; turns++)
        {
            // Messages come before continuations: a request that yields without end still lets others interleave.
            var isSignalled = Volatile.Read(ref signalled) != 0 && Interlocked.Exchange(ref signalled, 0) != 0;
            if (isSignalled)
            {
                pump();
            }

            if (queue.TryDequeue(out var task))
            {
                TryExecuteTask(task);
            }
            else if (!isSignalled)
            {
                return;
            }
        }
    }

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref state, Queued, Idle) == Idle)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }
}
