namespace Orleans.Runtime;

/// <summary>Creates the activations of one silo.</summary>
internal sealed class Catalog(
    ActivationDirectory activations,
    GrainClasses classes,
    ActivationServices shared,
    SiloIdentity silo,
    ClusterMembership membership)
{
    private long lastActivation;

    /// <summary>The context of a grain in this silo, made when there is none; null when the silo has no such class.</summary>
    public IGrainContext? GetOrCreate(GrainId grainId, Dictionary<string, object>? requestContext)
    {
        if (activations.Find(grainId) is { } present)
        {
            return present;
        }

        if (classes.Find(grainId.Type) is not { } grainClass)
        {
            return null;
        }

        var context = activations.GetOrAdd(grainId, id => New(id, grainClass), out var isNew);
        if (isNew)
        {
            context.Activate(requestContext);
        }

        return context;
    }

    /// <summary>Deactivates all activations and waits until they are gone.</summary>
    public async Task DeactivateAll(DeactivationReason reason, CancellationToken token)
    {
        // What is being activated meanwhile is met in the next round.
        for (var all = activations.All().ToArray(); all.Length > 0 && !token.IsCancellationRequested; all = [.. activations.All()])
        {
            foreach (var activation in all)
            {
                activation.Deactivate(reason, token);
            }

            await Task.WhenAll(all.Select(activation => activation.Deactivated)).WaitAsync(token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends all activations without a word.</summary>
    public void VanishAll()
    {
        foreach (var activation in activations.All().ToArray())
        {
            activation.Vanish();
        }
    }

    private IGrainContext New(GrainId grainId, GrainClass grainClass) => grainClass.Placement is StatelessWorkerPlacement workers
        ? new StatelessWorkers(NewAddress(grainId), workers.MaxLocal, id => new(grainClass, NewAddress(id), shared), shared)
        : new Activation(grainClass, NewAddress(grainId), shared);

    private GrainAddress NewAddress(GrainId grainId) => new()
    {
        GrainId = grainId,
        ActivationId = new(silo.NewGuid(Interlocked.Increment(ref lastActivation))),
        SiloAddress = silo.SiloAddress,
        MembershipVersion = membership.CurrentSnapshot.Version,
    };
}
