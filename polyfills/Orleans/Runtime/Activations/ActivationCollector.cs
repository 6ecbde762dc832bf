using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Deactivates activations that nobody calls.</summary>
internal sealed class ActivationCollector(
    ActivationDirectory activations, GrainCollectionOptions options, TimeProvider clock, ILogger<ActivationCollector> logger) : IDisposable
{
    private ITimer? timer;

    public void Start()
    {
        if (options.CollectionAge <= options.CollectionQuantum)
        {
            throw new OrleansConfigurationException(
                $"{nameof(GrainCollectionOptions)}: {nameof(options.CollectionAge)} ({options.CollectionAge}) must be more than {nameof(options.CollectionQuantum)} ({options.CollectionQuantum}).");
        }

        timer = clock.CreateTimer(static self => ((ActivationCollector)self!).Tick(), this, options.CollectionQuantum, options.CollectionQuantum);
    }

    /// <summary>Deactivates what has been idle for its class's time, or for a given one when that is shorter.</summary>
    public void Collect(TimeSpan? ageLimit)
    {
        foreach (var activation in activations.All())
        {
            var age = AgeLimit(activation.Class);
            if (age is null)
            {
                continue;
            }

            var limit = ageLimit is { } given && given < age ? given : age.Value;
            if (activation.IsIdleFor(limit))
            {
                activation.Deactivate(new(DeactivationReasonCode.ActivationIdle, $"Nobody called for {limit}."));
            }
        }
    }

    public void Dispose() => timer?.Dispose();

    private void Tick()
    {
        try
        {
            Collect(null);
        }
        catch (Exception failure)
        {
            ActivationLog.CollectionFailed(logger, failure);
        }
    }

    private TimeSpan? AgeLimit(GrainClass grain)
    {
        if (grain.KeepsAlive)
        {
            return null;
        }

        var age = options.ClassSpecificCollectionAge.TryGetValue(grain.Type.FullName!, out var configured)
            ? configured
            : grain.AgeLimit ?? options.CollectionAge;
        return age == Timeout.InfiniteTimeSpan ? null : age;
    }
}
