namespace Orleans.Runtime;

/// <summary>The move to another silo: what is carried along, and where to.</summary>
internal sealed partial class Activation
{
    private readonly List<IGrainMigrationParticipant> carriers = [];
    private MigrationContext? luggage;
    private GrainAddress? previous;
    private SiloAddress? destination;

    /// <summary>The activation that this one replaces; null unless it came from another silo.</summary>
    public GrainAddress? Previous => previous;

    /// <summary>Has something carry state along when the activation moves, beside the grain itself.</summary>
    public void Carry(IGrainMigrationParticipant carrier) => carriers.Add(carrier);

    /// <summary>Prepares an activation that comes from another silo; call before <see cref="Activate"/>.</summary>
    public void ComeFrom(GrainAddress address, MigrationContext context) => (previous, luggage) = (address, context);

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) =>
        Turns.QueueAction(() => _ = StartMoving(requestContext, cancellationToken));

    public void Rehydrate(IRehydrationContext context)
    {
        foreach (var participant in Participants())
        {
            participant.OnRehydrate(context);
        }
    }

    private async Task StartMoving(Dictionary<string, object>? requestContext, CancellationToken cancellationToken)
    {
        try
        {
            var target = await shared.ChoosePlace(GrainId, requestContext);
            if (target == Address.SiloAddress || state != ActivationState.Valid)
            {
                return;
            }

            destination = target;
            Deactivate(new(DeactivationReasonCode.Migrating, $"The activation moves to {target}."), cancellationToken);
        }
        catch (Exception cause)
        {
            ActivationLog.MigrationFailed(shared.Logger, cause, GrainId);
        }
    }

    /// <summary>Packs, and has the other silo take over; when that fails the next call activates the grain anew.</summary>
    private async Task HandOver()
    {
        if (destination is null)
        {
            return;
        }

        try
        {
            var context = shared.NewMigrationContext([]);
            foreach (var participant in Participants())
            {
                participant.OnDehydrate(context);
            }

            await shared.Control(destination).AcceptActivation(Address, context.Values);
        }
        catch (Exception cause)
        {
            ActivationLog.MigrationFailed(shared.Logger, cause, GrainId);
        }
    }

    private IEnumerable<IGrainMigrationParticipant> Participants() =>
        GrainInstance is IGrainMigrationParticipant grain ? carriers.Append(grain) : carriers;
}
