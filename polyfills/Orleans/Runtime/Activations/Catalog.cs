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

    /// <summary>Takes over an activation from another silo, unless the grain is active here.</summary>
    public void Accept(GrainAddress previous, Dictionary<string, byte[]> luggage)
    {
        if (classes.Find(previous.GrainId.Type) is not { } grainClass)
        {
            throw new OrleansException($"Silo {silo.SiloAddress} has no grain class of type {previous.GrainId.Type}.");
        }

        var context = activations.GetOrAdd(previous.GrainId, id => new Activation(grainClass, NewAddress(id), shared), out var isNew);
        if (isNew)
        {
            ((Activation)context).ComeFrom(previous, shared.NewMigrationContext(luggage));
            context.Activate(null);
        }
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
