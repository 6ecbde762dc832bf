using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>The sequences that an activation is producing.</summary>
internal sealed class EnumerationExtension : IEnumerationExtension, IAsyncDisposable
{
    private readonly Dictionary<Guid, Enumeration> enumerations = [];
    private readonly IGrainContext context;
    private readonly TimeProvider clock;
    private readonly TimeSpan patience;
    private readonly ILogger logger;
    private readonly ITimer sweep;

    /// <param name="context">The producing activation.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="responseTimeout">How long callers wait for answers: a pull is answered well before, and a sequence not pulled for as long is released.</param>
    /// <param name="logger">Log.</param>
    public EnumerationExtension(IGrainContext context, TimeProvider clock, TimeSpan responseTimeout, ILogger logger)
    {
        this.context = context;
        this.clock = clock;
        this.logger = logger;
        patience = responseTimeout / 2;
        sweep = clock.CreateTimer(
            static state => ((EnumerationExtension)state!).QueueSweep(), this, responseTimeout, responseTimeout);
        Lifetime = responseTimeout;
    }

    private TimeSpan Lifetime { get; }

    public ValueTask<EnumerationStep> Start(Guid id, EnumerableRequest request, int batchSize)
    {
        request.SetTarget(context);
        request.AttachCancellation();
        var enumeration = new Enumeration(request.Start(), request.Cancellation!, clock);
        enumerations.Add(id, enumeration);
        return Pull(id, enumeration, batchSize);
    }

    public ValueTask<EnumerationStep> Next(Guid id, int batchSize) =>
        enumerations.TryGetValue(id, out var enumeration)
            ? Pull(id, enumeration, batchSize)
            : new(new EnumerationStep(EnumerationStatus.Missing, null));

    public ValueTask Release(Guid id)
    {
        if (!enumerations.Remove(id, out var enumeration))
        {
            return ValueTask.CompletedTask;
        }

        var released = ReleaseQuietly(enumeration).AsTask();

        // A producer that does not heed its token does not hold up the consumer.
        return enumeration.IsMoving ? ValueTask.CompletedTask : new(released);
    }

    public async ValueTask DisposeAsync()
    {
        await sweep.DisposeAsync();
        var all = enumerations.Values.ToArray();
        enumerations.Clear();
        foreach (var enumeration in all)
        {
            var released = ReleaseQuietly(enumeration).AsTask();
            if (!enumeration.IsMoving)
            {
                await released;
            }
        }
    }

    private async ValueTask<EnumerationStep> Pull(Guid id, Enumeration enumeration, int batchSize)
    {
        try
        {
            var step = await enumeration.Pull(batchSize, patience);
            if (step.Status == EnumerationStatus.Completed)
            {
                await Release(id);
            }

            return step;
        }
        catch
        {
            await Release(id);
            throw;
        }
    }

    private void QueueSweep() => context.Scheduler.QueueAction(() =>
    {
        foreach (var (id, enumeration) in enumerations.Where(pair => pair.Value.IsIdleFor(Lifetime)).ToArray())
        {
            enumerations.Remove(id);
            EnumerationLog.Expired(logger, context.GrainId, Lifetime);
            _ = ReleaseQuietly(enumeration).AsTask();
        }
    });

    private async ValueTask ReleaseQuietly(Enumeration enumeration)
    {
        try
        {
            await enumeration.DisposeAsync();
        }
        catch (Exception failure)
        {
            EnumerationLog.ReleaseFailed(logger, failure, context.GrainId);
        }
    }
}
